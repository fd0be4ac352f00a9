import { addDays, type CalendarDate } from "#domain/shared/dates.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { Megabytes } from "#domain/sim/data-size.ts";
import type { CardNumber, Eid, Msisdn, PlanCode } from "#domain/sim/ids.ts";
import { isPending, progressOf } from "#domain/sim/rules.ts";
import type { Line, Network, VoiceOptions } from "#domain/sim/schema.ts";
import { accepted, type ActOnce, type ActOutcome } from "./act.ts";
import type { FreebitApi } from "./calls.ts";
import type { FreebitClient } from "./client.ts";
import { lineNotFound, orUnknown, PROVIDER } from "./errors.ts";
import type { createLines } from "./lines.ts";
import {
  ADD_KIND,
  CARD_WITHDRAWN,
  LINE_KIND,
  NO,
  wireDay,
  wireFlag,
  YES,
} from "#domain/sim/freebit-request.ts";

export type TopUpOutcome = { outcome: "accepted" | "already_done" | "unknown" };

/** Options left out stay as they are. */
export type VoiceChange = Partial<
  Record<"voiceMail" | "callWaiting" | "callForwarding" | "roaming" | "internationalCalls", boolean>
>;

/** Their names in `talkOption` (freebit.md 4.8), and of nothing else: account detail spells them differently. */
const OPTION_NAMES = {
  voiceMail: "voiceMail",
  callWaiting: "callWaiting",
  callForwarding: "callTransfer",
  roaming: "worldWing",
  internationalCalls: "worldCall",
} as const satisfies Record<keyof VoiceChange, string>;

const MAX_TOP_UP_MB = 512_000;
const MAX_REFERENCE = 512;

/**
 * Changing lines in service. As with activation every method throws only when nothing was done there, `not_found` for a line that
 * is not. Voice, network and plan changes have to be half an hour apart; too early is `provider_rejected` with a `refusal` that
 * names the one under way (freebit.md 5).
 */
export function createChanges(
  client: FreebitClient,
  { actOnce, listQuotaHistory }: { actOnce: ActOnce } & ReturnType<typeof createLines>,
) {
  const write = (api: FreebitApi, fields: Record<string, unknown>) =>
    client.call<{ outcome: "accepted" }>({
      api,
      fields,
      read: accepted,
      refused: (refusal) => {
        if (refusal === "not_found") throw lineNotFound(api);
        return undefined;
      },
    });

  return {
    /**
     * PA04-04: adds capacity at once, whole MB. A repeat adds again, so our reference is looked for first, in what was added
     * since the day before `since`, the day of the first attempt.
     */
    async topUp({
      msisdn,
      amount,
      reference,
      since,
      today,
    }: {
      msisdn: Msisdn;
      amount: Megabytes;
      reference: string;
      since: CalendarDate;
      today: CalendarDate;
    }): Promise<TopUpOutcome> {
      if (!Number.isInteger(amount) || amount < 1 || amount > MAX_TOP_UP_MB) throw invalid("amount");
      // Without one the top-up could not be found again.
      if (reference.trim() === "" || reference.length > MAX_REFERENCE) throw invalid("reference");
      const added = await listQuotaHistory({ msisdn, from: addDays(since, -1), to: today });
      if (added.some((entry) => entry.reference === reference)) return { outcome: "already_done" };
      return orUnknown(
        write("PA04-04", {
          kind: LINE_KIND,
          account: msisdn,
          quota: String(amount),
          quotaCode: reference,
        }),
      );
    },

    /**
     * PA05-21: another plan from 00:00 of a day on; it can be neither withdrawn nor replaced. Done before is a line that has the
     * plan, or a plan change that waits for the same day, whose plan the network does not tell. Throws `conflict` while a
     * cancellation waits: the change would withdraw it (T9).
     */
    changePlan({
      msisdn,
      planCode,
      from,
    }: {
      msisdn: Msisdn;
      planCode: PlanCode;
      from: CalendarDate;
    }): Promise<ActOutcome> {
      return actOnce({
        msisdn,
        isDone: (line) =>
          isPending(line, "plan_change") ? line?.pending?.effectiveOn === from : line?.planCode === planCode,
        act: async (line) => {
          if (isPending(line, "cancellation")) throw cancellationWaits();
          return write("PA05-21", { account: msisdn, planCode, runTime: wireDay(from) });
        },
      });
    },

    /**
     * PA02-04: ends the line at the beginning of a day. For a line that is paid until the end of a month that is the 1st of the next
     * (T8). A plan change that waits is dropped (T10).
     */
    cancelLine({ msisdn, on }: { msisdn: Msisdn; on: CalendarDate }): Promise<ActOutcome> {
      return actOnce({
        msisdn,
        isDone: (line) =>
          progressOf(line) === "ended" ||
          (isPending(line, "cancellation") && line?.pending?.effectiveOn === on),
        act: () => write("PA02-04", { kind: LINE_KIND, account: msisdn, runDate: wireDay(on) }),
      });
    },

    /** PA05-06: takes about half an hour and cannot be withdrawn. At least one option has to be given. */
    async changeVoice({ msisdn, change }: { msisdn: Msisdn; change: VoiceChange }): Promise<ActOutcome> {
      const wanted = Object.entries(change) as [keyof VoiceChange, boolean][];
      if (wanted.length === 0) throw invalid("change");
      return actOnce({
        msisdn,
        isDone: (line) => !isPending(line, "voice_change") && hasAll(line?.voice ?? null, wanted),
        act: () =>
          write("PA05-06", {
            account: msisdn,
            userConfirmed: YES,
            aladinOperated: NO,
            talkOption: Object.fromEntries(
              wanted.map(([option, isOn]) => [OPTION_NAMES[option], wireFlag(isOn)]),
            ),
          }),
      });
    },

    /** PA05-38: takes about half an hour, cannot be withdrawn, and locks the line meanwhile. */
    changeNetwork({ msisdn, network }: { msisdn: Msisdn; network: Network }): Promise<ActOutcome> {
      return actOnce({
        msisdn,
        isDone: (line) => !isPending(line, "network_change") && line?.network === network,
        act: () => write("PA05-38", { account: msisdn, contractLine: network }),
      });
    },

    /**
     * PA05-41: a new profile for a line, for the device it is in when no other EID is given. The old one dies when the new one is
     * there, about ten minutes later. Done before is what still waits, or a line that has the other EID.
     */
    reissueEsim({ msisdn, eid }: { msisdn: Msisdn; eid: Eid | null }): Promise<ActOutcome> {
      return actOnce({
        msisdn,
        isDone: (line) => isPending(line, "esim_activation") || (eid !== null && line?.eid === eid),
        act: async (line) => {
          if (line === null) throw lineNotFound("PA05-41");
          const next = eid ?? line.eid;
          // A line that was a card has no EID to take again.
          if (next === null) throw invalid("eid");
          return write("PA05-41", {
            aladinOperated: NO,
            addKind: ADD_KIND.reissue,
            account: msisdn,
            eid: next,
            reissue: oldSim(line),
          });
        },
      });
    },

    /** PA05-20: takes back a card that was written down and not opened, before it is written down anew. */
    withdrawPortedCard({
      msisdn,
      cardNumber,
    }: {
      msisdn: Msisdn;
      cardNumber: CardNumber;
    }): Promise<ActOutcome> {
      return actOnce({
        msisdn,
        isDone: (line) => progressOf(line) === "absent",
        act: async (line) => {
          // What this does to a line in service nobody knows.
          if (progressOf(line) !== "temporary") throw lineNotFound("PA05-20");
          return write("PA05-20", { account: msisdn, productNumber: cardNumber, state: CARD_WITHDRAWN });
        },
      });
    },
  };
}

function hasAll(voice: VoiceOptions | null, wanted: readonly [keyof VoiceChange, boolean][]): boolean {
  return voice !== null && wanted.every(([option, isOn]) => voice[option] === isOn);
}

function oldSim({ eid, cardNumber }: Line) {
  return eid === null ? { oldProductNumber: cardNumber ?? undefined } : { oldEid: eid };
}

function cancellationWaits(): AppError {
  return new AppError("conflict", {
    reason: "SIM_REFUSED",
    message: "a cancellation waits on this line",
    facts: { provider: PROVIDER, refusal: "cancellation_waiting" },
  });
}

function invalid(field: string): AppError {
  return new AppError("invalid_input", {
    reason: "VALIDATION_FAILED",
    message: `${field} cannot be told to the mobile network`,
    facts: { provider: PROVIDER, fields: field },
  });
}
