import type { Msisdn } from "#domain/sim/ids.ts";
import { progressOf } from "#domain/sim/rules.ts";
import type { Line } from "#domain/sim/schema.ts";
import { contractError, findRefusal, orUnknown } from "./errors.ts";
import type { createLines } from "./lines.ts";

/**
 * `accepted`: taken now; most of it is done later, which getLine shows. `already_done`: found done before acting, so nothing was
 * sent; whether it was us who did it, only the caller's own journal can tell. `unknown`: sent, and no clear answer came back:
 * call again later, which looks first.
 */
export type ActOutcome =
  { outcome: "accepted" } | { outcome: "already_done"; line: Line | null } | { outcome: "unknown" };

export const accepted = () => ({ outcome: "accepted" }) as const;

export type Act = {
  msisdn: Msisdn;
  isDone: (line: Line | null) => boolean;
  act: (line: Line | null) => Promise<{ outcome: "accepted" }>;
};
export type ActOnce = (act: Act) => Promise<ActOutcome>;

/**
 * Looks, then acts: Freebit has no idempotency keys (freebit.md 4.17). Looks again when the provider says that it has it already:
 * somebody else was faster, or a call of ours has taken its time. Nothing is done to a line whose state we cannot read.
 */
export function createActOnce({ findLine }: Pick<ReturnType<typeof createLines>, "findLine">): ActOnce {
  return async ({ msisdn, isDone, act }) => {
    const look = async () => {
      const line = await findLine({ msisdn });
      if (progressOf(line) === "unclear") throw contractError("PA03-02", "state");
      return { line, isDone: isDone(line) };
    };
    const before = await look();
    if (before.isDone) return { outcome: "already_done", line: before.line };
    try {
      return await orUnknown(act(before.line));
    } catch (error) {
      if (findRefusal(error)?.refusal !== "already_registered") throw error;
      const after = await look();
      if (!after.isDone) throw error;
      return { outcome: "already_done", line: after.line };
    }
  };
}
