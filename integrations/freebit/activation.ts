import type { CalendarDate } from "#domain/shared/dates.ts";
import { AppError } from "#domain/shared/errors.ts";
import { toAssignedNumber } from "#domain/sim/freebit.ts";
import type { CardNumber, Eid, Msisdn, PlanCode, ReservationNumber } from "#domain/sim/ids.ts";
import { isPending, progressOf } from "#domain/sim/rules.ts";
import type { Line, Network } from "#domain/sim/schema.ts";
import { SubscriberSchema, type Subscriber, type SubscriberInput } from "#domain/sim/subscriber.ts";
import { accepted, type ActOnce, type ActOutcome } from "./act.ts";
import type { FreebitClient } from "./client.ts";
import { lineNotFound, orUnknown, PROVIDER } from "./errors.ts";
import {
  ADD_KIND,
  CREATE_TYPE,
  LINE_KIND,
  MNP_METHOD_CARD,
  NO,
  SIM_KIND,
  wireDay,
  wireFlag,
  wireSubscriber,
  YES,
} from "#domain/sim/freebit-request.ts";

/** `unknown` cannot be looked up, since the number is not known either: never repeat it, a person has to find out. */
export type NewEsimOutcome = { outcome: "accepted"; msisdn: Msisdn } | { outcome: "unknown" };

export type Reservation = { number: ReservationNumber; expiresOn: CalendarDate | null };
export type Esim = {
  eid: Eid;
  service: keyof typeof SIM_KIND;
  planCode: PlanCode;
  /** The provider's own choice when left out. */
  network?: Network;
};

/**
 * Making lines (freebit.md 4.17). Every method throws only when nothing was done there: `provider_unavailable`,
 * `provider_rejected` with the code, `invalid_input` for what cannot be sent.
 */
export function createActivation(client: FreebitClient, actOnce: ActOnce) {
  return {
    /** PA02-01: a physical card with its own new number. Open within about ten minutes. */
    registerLine({ msisdn, planCode }: { msisdn: Msisdn; planCode: PlanCode }): Promise<ActOutcome> {
      return actOnce({
        msisdn,
        isDone: (line) => ["opening", "open"].includes(progressOf(line)),
        act: () =>
          client.call({
            api: "PA02-01",
            fields: {
              createType: CREATE_TYPE,
              requestDatas: [{ kind: LINE_KIND, account: msisdn, planCode }],
            },
            read: accepted,
          }),
      });
    },

    /** PA05-18: a card is written down for a number that is to be ported in. Nothing opens before openPortedCard. */
    registerPortedCard({
      msisdn,
      cardNumber,
      reservation,
    }: {
      msisdn: Msisdn;
      cardNumber: CardNumber;
      reservation: Reservation;
    }): Promise<ActOutcome> {
      return actOnce({
        msisdn,
        isDone: (line) =>
          ["temporary", "opening", "open"].includes(progressOf(line)) && isCardOf(line, cardNumber),
        act: () =>
          client.call({
            api: "PA05-18",
            fields: {
              account: msisdn,
              productNumber: cardNumber,
              mnp: { method: MNP_METHOD_CARD, ...wireReservation(reservation) },
            },
            read: accepted,
          }),
      });
    },

    /** PA05-19: opens the card at once. `accepted` is done. */
    openPortedCard({
      msisdn,
      cardNumber,
      planCode,
    }: {
      msisdn: Msisdn;
      cardNumber: CardNumber;
      planCode: PlanCode;
    }): Promise<ActOutcome> {
      return actOnce({
        msisdn,
        isDone: (line) => progressOf(line) === "open" && isCardOf(line, cardNumber),
        act: () =>
          client.call({
            api: "PA05-19",
            fields: {
              aladinOperated: NO,
              createType: CREATE_TYPE,
              account: msisdn,
              productNumber: cardNumber,
              planCode,
              mnp: { method: MNP_METHOD_CARD },
            },
            read: accepted,
          }),
      });
    },

    /** PA05-41: an eSIM with a number that the provider hands out. An answer that does not tell it is `unknown`. */
    activateEsim(esim: Esim): Promise<NewEsimOutcome> {
      return orUnknown(
        client.call<NewEsimOutcome>({
          api: "PA05-41",
          fields: { ...wireEsim(esim), addKind: ADD_KIND.new },
          read: (body) => {
            const msisdn = toAssignedNumber(body);
            return msisdn === null ? { outcome: "unknown" } : { outcome: "accepted", msisdn };
          },
        }),
      );
    },

    /** PA05-41: an eSIM for a number that is ported in. */
    async activatePortedEsim({
      msisdn,
      reservation,
      subscriber,
      ...esim
    }: Esim & {
      msisdn: Msisdn;
      reservation: Reservation;
      subscriber: SubscriberInput;
    }): Promise<ActOutcome> {
      const person = checkedSubscriber(subscriber);
      return actOnce({
        msisdn,
        // A line that is still opening does not show its EID yet.
        isDone: (line) =>
          ["opening", "open"].includes(progressOf(line)) && (line?.eid ?? esim.eid) === esim.eid,
        act: () =>
          client.call({
            api: "PA05-41",
            fields: {
              ...wireEsim(esim),
              addKind: ADD_KIND.port,
              account: msisdn,
              mnp: { ...wireReservation(reservation), ...wireSubscriber(person) },
            },
            read: accepted,
          }),
      });
    },

    /**
     * PA05-05: identity data and voice options of a voice line, also when no option is wanted; never for a line without voice.
     * Takes about half an hour and cannot be withdrawn. Done before is what still waits, or shows the options that are wanted;
     * when none is wanted an earlier registration leaves no trace, and is sent again. Throws `not_found`.
     */
    async registerVoice({
      msisdn,
      subscriber,
      options,
    }: {
      msisdn: Msisdn;
      subscriber: SubscriberInput;
      options: VoiceChoice;
    }): Promise<ActOutcome> {
      const person = checkedSubscriber(subscriber);
      return actOnce({
        msisdn,
        isDone: (line) => isPending(line, "voice_registration") || hasOptions(line, options),
        act: () =>
          client.call({
            api: "PA05-05",
            fields: {
              account: msisdn,
              // Whoever calls this has checked the identity: without that no voice line is sold.
              userConfirmed: YES,
              aladinOperated: NO,
              talkOption: {
                voiceMail: wireFlag(options.voiceMail),
                callWaiting: wireFlag(options.callWaiting),
              },
              identificationData: wireSubscriber(person),
            },
            read: accepted,
            refused: (refusal) => {
              if (refusal === "not_found") throw lineNotFound("PA05-05");
              return undefined;
            },
          }),
      });
    },
  };
}

export type VoiceChoice = { voiceMail: boolean; callWaiting: boolean };

function hasOptions(line: Line | null, { voiceMail, callWaiting }: VoiceChoice): boolean {
  if (!voiceMail && !callWaiting) return false;
  const voice = line?.voice;
  return voice?.voiceMail === voiceMail && voice.callWaiting === callWaiting;
}

/** A line that does not tell its card may be ours; one with another card is not. */
function isCardOf(line: Line | null, cardNumber: CardNumber): boolean {
  return (line?.cardNumber ?? cardNumber) === cardNumber;
}

function wireEsim({ eid, service, planCode, network }: Esim) {
  return {
    aladinOperated: NO,
    createType: CREATE_TYPE,
    eid,
    simKind: SIM_KIND[service],
    contractLine: network,
    planCode,
  };
}

function wireReservation({ number, expiresOn }: Reservation) {
  return { reserveNumber: number, reserveExpireDate: expiresOn === null ? undefined : wireDay(expiresOn) };
}

/** Refused before it is sent, and never cut or guessed. Throws `invalid_input` with the names of the fields, in our words. */
function checkedSubscriber(input: SubscriberInput): Subscriber {
  const parsed = SubscriberSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", {
    reason: "VALIDATION_FAILED",
    message: "the subscriber cannot be told to the mobile network",
    facts: { provider: PROVIDER, fields: parsed.error.issues.map(({ path }) => path.join(".")).join(",") },
  });
}
