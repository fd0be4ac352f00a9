import { FULFILMENT } from "#domain/orders/fulfilment.ts";
import type { OrderedLine } from "#domain/orders/sim-line.ts";
import type { Eid, Msisdn } from "#domain/sim/ids.ts";
import { progressOf } from "#domain/sim/rules.ts";
import type { Line } from "#domain/sim/schema.ts";
import type { ActOutcome } from "#integrations/freebit/act.ts";
import type { SimPlan } from "~/platform/config/fulfilment.server.ts";
import type { Made } from "~/platform/process/define.ts";
import { findNumber, isTooLateToMove, requireLine, requirePlan, requireSubscriber } from "./line.server.ts";
import {
  alreadyDone,
  done,
  isUnclear,
  orderStep,
  stop,
  type OrderEnd,
  type OrderTurn,
  type Run,
} from "./run.server.ts";

const REGISTER = "PA02-01";
const REGISTER_PORTED = "PA05-18";
const OPEN_PORTED = "PA05-19";
const ESIM = "PA05-41";

/**
 * Makes the line (freebit.md 4.17). Everything but a new eSIM is looked up by its number before it is sent, so that it may be sent
 * again; a new eSIM whose answer was lost has no number to look up, and is left to a person.
 */
export const activateLine = orderStep("activate_line", async (turn) => {
  const { run } = turn;
  const { freebit } = run.deps;
  const line = requireLine(run);
  const plan = requirePlan(run);
  // Days may have passed since the check.
  if (await isTooLateToMove(turn)) return stop("SIM_DATA_MISSING", "portingExpiresOn");
  const { msisdn, card } = await findNumber(turn);
  if (line.form === "esim") {
    if (line.porting) return activatePortedEsim(turn, { ...line, porting: line.porting, plan });
    return msisdn === null
      ? activateNewEsim(turn, { ...line, plan })
      : passNamedEsim(run, { ...line, plan, msisdn });
  }
  if (msisdn === null || card === null) return stop("SIM_DATA_MISSING", "simCardId");
  const { cardNumber } = card;
  const { planCode } = plan;
  if (line.porting === null)
    return toEnd(
      await ask(turn, {
        name: REGISTER,
        plan,
        msisdn,
        ownAfter: [REGISTER],
        call: () => freebit.registerLine({ msisdn, planCode }),
      }),
    );
  const { reservation } = line.porting;
  const written = await ask(turn, {
    name: REGISTER_PORTED,
    plan,
    msisdn,
    ownAfter: null,
    call: () => freebit.registerPortedCard({ msisdn, cardNumber, reservation }),
  });
  if (written.outcome === "refused") return toEnd(written);
  return toEnd(
    await ask(turn, {
      name: OPEN_PORTED,
      plan,
      msisdn,
      ownAfter: [REGISTER_PORTED, OPEN_PORTED],
      call: () => freebit.openPortedCard({ msisdn, cardNumber, planCode }),
    }),
  );
});

type EsimOf = Extract<OrderedLine, { form: "esim" }> & { plan: SimPlan };

async function activateNewEsim({ run, once }: OrderTurn, { eid, plan }: EsimOf): Promise<OrderEnd> {
  const made = await once(ESIM, {
    // Nobody can look: only what was written down knows that it may have been sent.
    repeat: "never",
    unclear: "SIM_OUTCOME_UNKNOWN",
    async act() {
      const answer = await run.deps.freebit.activateEsim({ ...esimOf(run, plan), eid });
      if (answer.outcome === "unknown") return { outcome: "unknown" };
      return { outcome: "done", secret: { number: answer.msisdn } };
    },
  });
  if (made.outcome === "refused") return toEnd(made);
  const { number } = made.secret;
  // Gone with the end of an earlier run; the customer system has it then.
  if (number === undefined) return stop("SIM_OUTCOME_UNKNOWN", ESIM);
  return done({ secret: { number } });
}

/** The number is known: from an earlier run, or staff has found it out. The line has to be the one that was asked for. */
async function passNamedEsim(
  { deps }: Run,
  { eid, plan, msisdn }: EsimOf & { msisdn: Msisdn },
): Promise<OrderEnd> {
  const line = await deps.freebit.findLine({ msisdn });
  if (!["opening", "open"].includes(progressOf(line)))
    return stop("SIM_ACTIVATION_FAILED", "no line with this number");
  return isAskedFor(line, { eid, plan }) ? alreadyDone : stop("SIM_ACTIVATION_FAILED", "another EID or plan");
}

async function activatePortedEsim(
  turn: OrderTurn,
  { eid, plan, porting }: EsimOf & { porting: NonNullable<OrderedLine["porting"]> },
): Promise<OrderEnd> {
  const { run } = turn;
  const subscriber = await requireSubscriber(run);
  return toEnd(
    await ask(turn, {
      name: ESIM,
      plan,
      eid,
      msisdn: porting.msisdn,
      ownAfter: [ESIM],
      call: () => run.deps.freebit.activatePortedEsim({ ...esimOf(run, plan), ...porting, eid, subscriber }),
    }),
  );
}

function esimOf({ deps }: Run, { planCode, service }: SimPlan) {
  return { planCode, service, network: deps.config.fulfilment.newLineNetwork };
}

type Ask = {
  name: string;
  plan: SimPlan;
  msisdn: Msisdn;
  eid?: Eid;
  /** A line that is there is ours after one of these; null: this call makes none. */
  ownAfter: readonly string[] | null;
  call: () => Promise<ActOutcome>;
};

/**
 * The adapter looks before it acts. A line that was there before we acted is ours when we may have made it, or when staff has entered
 * its number on the order. Any other belongs to somebody else: it must neither be used nor charged for.
 */
async function ask(turn: OrderTurn, { name, plan, msisdn, eid, ownAfter, call }: Ask): Promise<Made> {
  const earlier = (await Promise.all((ownAfter ?? []).map(turn.tried))).flat();
  const isOurs =
    turn.run.order.sim.phoneNumber === msisdn ||
    earlier.some((each) => each.outcome === "done" || isUnclear(each));
  const refused = (detail: string) =>
    ({ outcome: "refused", code: "SIM_ACTIVATION_FAILED", detail }) as const;
  return turn.once(name, {
    repeat: "after_look",
    quietMs: FULFILMENT.quietMs.line,
    unclear: "FREEBIT_UNAVAILABLE",
    look: () => Promise.resolve({ absent: true }),
    async act() {
      const answer = await call();
      switch (answer.outcome) {
        case "accepted":
          return { outcome: "done" };
        case "unknown":
          return { outcome: "unknown" };
        case "already_done":
          if (ownAfter === null) return { outcome: "already_done" };
          if (!isOurs) return refused("the number has a line that the portal did not make");
          if (!isAskedFor(answer.line, { eid, plan })) return refused("another EID or plan");
          return { outcome: "already_done" };
      }
    },
  });
}

function toEnd(made: Made): OrderEnd {
  switch (made.outcome) {
    case "done":
      return done();
    case "already_done":
      return alreadyDone;
    case "refused":
      return stop("SIM_ACTIVATION_FAILED", made.detail);
  }
}

/** What the line does not tell yet is no contradiction. */
function isAskedFor(line: Line | null, { eid, plan }: { eid?: Eid | undefined; plan: SimPlan }): boolean {
  return (
    (line?.planCode ?? plan.planCode) === plan.planCode && (eid === undefined || (line?.eid ?? eid) === eid)
  );
}
