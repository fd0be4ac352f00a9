import type { OrderedLine } from "#domain/orders/sim-line.ts";
import type { Eid, Msisdn } from "#domain/sim/ids.ts";
import { progressOf } from "#domain/sim/rules.ts";
import type { Line } from "#domain/sim/schema.ts";
import type { ActOutcome } from "#integrations/freebit/act.ts";
import type { SimPlan } from "~/platform/config/fulfilment.server.ts";
import {
  findNumber,
  isTooLateToMove,
  LINE_ACTS,
  requireLine,
  requirePlan,
  requireSubscriber,
  sealNumber,
} from "./line.server.ts";
import {
  act,
  alreadyDone,
  attemptsOf,
  done,
  isUnclear,
  stop,
  type Run,
  type Step,
  type StepEnd,
} from "./run.server.ts";

const {
  register: REGISTER,
  registerPorted: REGISTER_PORTED,
  openPorted: OPEN_PORTED,
  esim: ESIM,
} = LINE_ACTS;

/**
 * Makes the line (freebit.md 4.17). Everything but a new eSIM is looked up by its number before it is sent, so that it may be sent
 * again; a new eSIM whose answer was lost has no number to look up, and is left to a person.
 */
export const activateLine: Step = async (run) => {
  const line = requireLine(run);
  const plan = requirePlan(run);
  // Days may have passed since the check.
  if (await isTooLateToMove(run)) return stop("SIM_DATA_MISSING", "portingExpiresOn");
  const { msisdn, card } = await findNumber(run);
  if (line.form === "esim") {
    if (line.porting) return activatePortedEsim(run, { ...line, porting: line.porting, plan });
    return msisdn === null
      ? activateNewEsim(run, { ...line, plan })
      : passNamedEsim(run, { ...line, plan, msisdn });
  }
  if (msisdn === null || card === null) return stop("SIM_DATA_MISSING", "simCardId");
  const { cardNumber } = card;
  if (line.porting === null)
    return finish(run, {
      ...{ plan, msisdn, acts: [REGISTER] },
      outcome: await act(run, REGISTER, () =>
        run.deps.freebit.registerLine({ msisdn, planCode: plan.planCode }),
      ),
    });
  const { reservation } = line.porting;
  const written = await act(run, REGISTER_PORTED, () =>
    run.deps.freebit.registerPortedCard({ msisdn, cardNumber, reservation }),
  );
  if (written.outcome === "unknown")
    return finish(run, { plan, msisdn, acts: [REGISTER_PORTED], outcome: written });
  return finish(run, {
    ...{ plan, msisdn, acts: [REGISTER_PORTED, OPEN_PORTED] },
    outcome: await act(run, OPEN_PORTED, () =>
      run.deps.freebit.openPortedCard({ msisdn, cardNumber, planCode: plan.planCode }),
    ),
  });
};

type EsimOf = Extract<OrderedLine, { form: "esim" }> & { plan: SimPlan };

async function activateNewEsim(run: Run, { eid, plan }: EsimOf): Promise<StepEnd> {
  // The adapter cannot look: only our own journal knows that it may have been sent.
  if ((await attemptsOf(run, ESIM)).some(isUnclear)) return stop("SIM_OUTCOME_UNKNOWN");
  const { deps } = run;
  const made = await act(run, ESIM, () => deps.freebit.activateEsim({ ...esimOf(run, plan), eid }));
  if (made.outcome === "unknown") return stop("SIM_OUTCOME_UNKNOWN");
  return { end: "done", facts: { sealedNumber: sealNumber(run, made.msisdn) } };
}

/** The number is known: from an earlier run, or staff has found it out. The line has to be the one that was asked for. */
async function passNamedEsim(
  { deps }: Run,
  { eid, plan, msisdn }: EsimOf & { msisdn: Msisdn },
): Promise<StepEnd> {
  const line = await deps.freebit.findLine({ msisdn });
  if (!["opening", "open"].includes(progressOf(line)))
    return stop("SIM_ACTIVATION_FAILED", "no line with this number");
  return isAskedFor(line, { eid, plan }) ? alreadyDone : stop("SIM_ACTIVATION_FAILED", "another EID or plan");
}

async function activatePortedEsim(
  run: Run,
  { eid, plan, porting }: EsimOf & { porting: NonNullable<OrderedLine["porting"]> },
): Promise<StepEnd> {
  const { deps } = run;
  const subscriber = await requireSubscriber(run);
  return finish(run, {
    ...{ plan, eid, msisdn: porting.msisdn, acts: [ESIM] },
    outcome: await act(run, ESIM, () =>
      deps.freebit.activatePortedEsim({ ...esimOf(run, plan), ...porting, eid, subscriber }),
    ),
  });
}

function esimOf({ deps }: Run, { planCode, service }: SimPlan) {
  return { planCode, service, network: deps.config.fulfilment.newLineNetwork };
}

type Made = { plan: SimPlan; msisdn: Msisdn; eid?: Eid; acts: readonly string[]; outcome: ActOutcome };

/**
 * A line that was there before we acted is ours when our journal says that we may have made it, or when staff has entered its number
 * on the order. Any other belongs to somebody else: it must neither be used nor charged for.
 */
async function finish(run: Run, { plan, msisdn, eid, acts, outcome }: Made): Promise<StepEnd> {
  switch (outcome.outcome) {
    case "accepted":
      return done;
    case "unknown":
      // The next try looks first.
      return stop("FREEBIT_UNAVAILABLE", acts.at(-1));
    case "already_done": {
      const attempts = (await Promise.all(acts.map((name) => attemptsOf(run, name)))).flat();
      const isOurs = attempts.some((each) => each.outcome === "done" || isUnclear(each));
      if (!isOurs && run.order.sim.phoneNumber !== msisdn)
        return stop("SIM_ACTIVATION_FAILED", "the number has a line that the portal did not make");
      return isAskedFor(outcome.line, { eid, plan })
        ? alreadyDone
        : stop("SIM_ACTIVATION_FAILED", "another EID or plan");
    }
  }
}

/** What the line does not tell yet is no contradiction. */
function isAskedFor(line: Line | null, { eid, plan }: { eid?: Eid | undefined; plan: SimPlan }): boolean {
  return (
    (line?.planCode ?? plan.planCode) === plan.planCode && (eid === undefined || (line?.eid ?? eid) === eid)
  );
}
