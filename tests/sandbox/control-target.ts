import type { CallLog } from "./calls.ts";
import type { Clock } from "./clock.ts";
import type { FaultSwitch } from "./faults.ts";
import type { Hooks } from "./hooks.ts";

/** What the control of one provider's sandbox works on; all sandboxes share it. */
export type ControlTarget = {
  title: string;
  actions: readonly string[];
  faults: FaultSwitch;
  calls: CallLog;
  clock: Clock;
  hooks: Hooks | null;
  latency: { get(): number; set(ms: number): void };
  /** `set` merges; throws ZodError for values it does not know. */
  shape: { get(): Record<string, unknown>; set(change: unknown): void; reset(): void };
  reset(): void;
  /** Things only this provider can do, by name. */
  commands: Record<string, Command>;
  /** What only this provider can show, by name. */
  views: Record<string, { about: string; view(): unknown }>;
};

/** `fields`: what it takes, each with an example; without them nothing. */
type Command = { about: string; fields?: Record<string, string>; run(body: unknown): unknown };

export type ControlDescription = {
  title: string;
  controls: { call: string; about: string; body: string | null }[];
  faultKinds: Record<string, string>;
  actions: readonly string[];
};
