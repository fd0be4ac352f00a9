import { isAppError } from "#domain/shared/errors.ts";
import { isVoice, requireNumber, requirePlan, requireSubscriber } from "./line.server.ts";
import { act, alreadyDone, attemptsOf, done, isUnclear, stop, type Step } from "./run.server.ts";

const REGISTER = "PA05-05";

/** Every voice line gets it, also without options: it carries whom the line belongs to. Lines without calls never do. */
export const registerVoice: Step = async (run) => {
  const { deps, order } = run;
  if (!isVoice(requirePlan(run))) return alreadyDone;
  const attempts = await attemptsOf(run, REGISTER);
  if (attempts.some(({ outcome }) => outcome === "done")) return alreadyDone;
  const msisdn = await requireNumber(run);
  const subscriber = await requireSubscriber(run);
  const { hasVoiceMail, hasCallWaiting } = order.sim;
  const options = { voiceMail: hasVoiceMail, callWaiting: hasCallWaiting };
  try {
    const registered = await act(run, REGISTER, () =>
      deps.freebit.registerVoice({ msisdn, subscriber, options }),
    );
    return registered.outcome === "unknown" ? stop("FREEBIT_UNAVAILABLE", REGISTER) : done;
  } catch (error) {
    // The one under way is ours: its answer was lost.
    const isRunning = isAppError(error) && error.facts["refusal"] === "voice_in_progress";
    if (isRunning && attempts.some(isUnclear)) return alreadyDone;
    throw error;
  }
};
