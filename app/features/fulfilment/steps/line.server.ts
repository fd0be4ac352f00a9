import { FULFILMENT } from "#domain/orders/fulfilment.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { progressOf } from "#domain/sim/rules.ts";
import { wait } from "~/platform/process/define.ts";
import { isVoice, requireLine, requireNumber, requirePlan, requireSubscriber } from "../line.server.ts";
import { alreadyDone, done, isUnclear, orderStep, stop, tellPages } from "../run.server.ts";

/** Puts the line's number where staff and every later run find it. */
export const noteNumber = orderStep("note_number", async (turn) => {
  const { deps, order, customer } = turn.run;
  const phoneNumber = await requireNumber(turn);
  if (order.sim.phoneNumber === phoneNumber) return alreadyDone;
  const { accountId } = customer;
  await deps.salesforce.updateOrderActivation({ accountId, orderId: order.id, change: { phoneNumber } });
  return done();
});

/** Asks once whether the line is open, and comes back (freebit.md 4.17). */
export const awaitLine = orderStep("await_line", async (turn) => {
  const { run, facts } = turn;
  const { deps } = run;
  const { planCode } = requirePlan(run);
  const line = await deps.freebit.findLine({ msisdn: await requireNumber(turn) });
  const progress = progressOf(line);
  switch (progress) {
    case "open":
      if ((line?.planCode ?? planCode) !== planCode) return stop("SIM_ACTIVATION_FAILED", "another plan");
      return done({ facts: { waitingSince: null } });
    case "ended":
    case "unclear":
      return stop("SIM_ACTIVATION_FAILED", `the line is ${progress}`);
    case "absent":
    case "temporary":
    case "opening": {
      const now = deps.now();
      const waitingSince = facts.waitingSince ?? now.toISOString();
      if (now.getTime() - Date.parse(waitingSince) >= FULFILMENT.lineLimitMs)
        return stop("SIM_ACTIVATION_FAILED", "not open after half an hour");
      return wait(new Date(now.getTime() + FULFILMENT.lineLookMs), { facts: { waitingSince } });
    }
  }
});

const REGISTER = "PA05-05";

/** Every voice line gets it, also without options: it carries whom the line belongs to. Lines without calls never do. */
export const registerVoice = orderStep("register_voice", async (turn) => {
  const { run, once, tried } = turn;
  if (!isVoice(requirePlan(run))) return alreadyDone;
  const { hasVoiceMail, hasCallWaiting } = run.order.sim;
  const registered = await once(REGISTER, {
    repeat: "after_look",
    quietMs: FULFILMENT.quietMs.line,
    unclear: "FREEBIT_UNAVAILABLE",
    // The adapter looks before it acts.
    look: () => Promise.resolve({ absent: true }),
    async act() {
      const earlier = (await tried(REGISTER)).slice(0, -1);
      try {
        const { outcome } = await run.deps.freebit.registerVoice({
          msisdn: await requireNumber(turn),
          subscriber: await requireSubscriber(run),
          options: { voiceMail: hasVoiceMail, callWaiting: hasCallWaiting },
        });
        return { outcome: outcome === "accepted" ? "done" : outcome };
      } catch (error) {
        // The one under way is ours: its answer was lost.
        const isRunning = isAppError(error) && error.facts["refusal"] === "voice_in_progress";
        if (isRunning && earlier.some(isUnclear)) return { outcome: "already_done" };
        throw error;
      }
    },
  });
  if (registered.outcome === "refused") return stop("SIM_ACTIVATION_FAILED", registered.detail);
  return done();
});

/** The line is live: its card leaves the stock, and the customer system knows. The status waits for the bill. */
export const markActivated = orderStep("mark_activated", async ({ run }) => {
  const { deps, order, customer } = run;
  const owned = { accountId: customer.accountId, orderId: order.id };
  const line = requireLine(run);
  if (line.form === "card") await deps.salesforce.assignSimCard({ ...owned, simCardId: line.simCardId });
  await deps.salesforce.updateOrderActivation({ ...owned, change: { activation: "activated" } });
  await tellPages(run, order.id);
  return done();
});
