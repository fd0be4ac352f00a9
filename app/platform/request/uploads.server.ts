import { AppError, isAppError } from "#domain/shared/errors.ts";
import type { Limits } from "../security/limits.server.ts";

/** Files that this process takes at the same time; each costs its size several times over, and a tenth of a second. */
const AT_ONCE = 4;
/** Two presses of one button send two: both are answered alike. */
const AT_ONCE_FOR_ONE = 2;

export type Upload = { refusal: AppError | null; end: () => void };

/**
 * Counts forms with a file before anything of them is read, so that refused ones count too: two at a time for each caller, a few
 * for everybody, and as many an hour as the limit `identityDocument` says.
 */
export function createUploads(limits: Pick<Limits, "use">) {
  const running: string[] = [];
  return {
    /** `refusal` null: go on, and call `end` when the answer is there. */
    async begin(caller: string): Promise<Upload> {
      const own = running.filter((each) => each === caller).length;
      if (own >= AT_ONCE_FOR_ONE || running.length >= AT_ONCE)
        return {
          refusal: new AppError("rate_limited", {
            reason: "RATE_LIMITED",
            retryAfter: 5,
            facts: { limit: "uploadsAtOnce" },
          }),
          end: () => undefined,
        };
      running.push(caller);
      const end = () => void running.splice(running.indexOf(caller), 1);
      try {
        await limits.use("identityDocument", caller);
        return { refusal: null, end };
      } catch (error) {
        end();
        if (!isAppError(error) || error.code !== "rate_limited") throw error;
        return { refusal: error, end: () => undefined };
      }
    },
  };
}
