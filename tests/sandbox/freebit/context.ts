import type { Clock } from "../clock.ts";
import type { Fields } from "./fields.ts";
import type { Line, Network } from "./network.ts";
import { notFound, Refusal, wrongState } from "./refusal.ts";
import type { Shape } from "./shape.ts";

export type Context = { network: Network; clock: Clock; shape: Shape };

/** Does one API call and gives what the answer has beside the verdict. Throws Refusal. */
export type Call = (fields: Fields, context: Context) => Record<string, unknown>;

/** A line that exists and has not ended (freebit.md 5, T11). */
export function requireLine({ network }: Context, account: string): Line {
  const line = network.lines.get(account);
  if (!line || line.state === "obsolete") throw notFound();
  return line;
}

/** T12. */
export function requireInService(line: Line): void {
  if (line.state !== "active") throw wrongState();
}

const IN_PROGRESS: Record<string, [`${number}-${number}`, string]> = {
  "PA05-05": ["400-381", "Voice option order in progress"],
  "PA05-06": ["400-381", "Voice option order in progress"],
  "PA05-38": ["400-382", "Contract line change in progress"],
  "PA05-21": ["400-383", "Plan change accepted recently"],
};

/** T1 to T3: the later one is refused with the code of the earlier one; at exactly the pause it is accepted. */
export function requirePause(line: Line, { clock, shape }: Context): void {
  const now = clock.now().getTime();
  const recent = line.accepted.filter(
    ({ api, at }) => api in IN_PROGRESS && at <= now && now - at < shape.pauseSeconds * 1000,
  );
  const refusal = IN_PROGRESS[recent.at(-1)?.api ?? ""];
  if (refusal) throw new Refusal(...refusal);
}

/** Notes in the ledger, and for the pauses, that a call was accepted. */
export function accept(context: Context, line: Line, { api, note }: { api: string; note: string }): void {
  line.accepted.push({ api, at: context.clock.now().getTime() });
  record(context, { api, account: line.account, note });
}

export function record(
  { network, clock }: Context,
  act: { api: string; account: string; note: string },
): void {
  network.acts.push({ at: clock.now().toISOString(), ...act });
}

/** Queues work that ends `seconds` from now. */
export function queue(
  { clock }: Context,
  line: Line,
  { func, seconds, apply }: { func: string; seconds: number; apply: (line: Line) => void },
): void {
  const dueAt = clock.now().getTime() + seconds * 1000;
  line.queue.push({ func, dueAt, day: clock.today(), apply });
}
