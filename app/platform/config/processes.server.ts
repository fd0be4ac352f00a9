import { z } from "zod";

/** The times of the engine for durable processes, in milliseconds. */
export type ProcessTimes = {
  /** Between looks for what is due. */
  pollMs: number;
  /** How long a process stays with whoever holds it and has died. Definitions may have their own. */
  leaseMs: number;
  /** How long one turn goes on from step to step, so that no process keeps a place for ever. */
  sliceMs: number;
  /** Between writing an act down and sending it at most: a holder that slept longer may have been overtaken. */
  sendWithinMs: number;
  /** Between the clocks of this process and of the database at most; beyond it nothing is claimed. */
  clockMs: number;
  /** When one that stopped unseen is tried again. */
  untoldMs: number;
  /** All quiet times and pauses of definitions are multiplied by it: 1, but in tests. */
  factor: number;
};

export const PROCESS_TIMES: ProcessTimes = {
  pollMs: 1_000,
  leaseMs: 60_000,
  sliceMs: 45_000,
  sendWithinMs: 2_000,
  clockMs: 2_000,
  untoldMs: 15 * 60_000,
  factor: 1,
};

const ms = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

export const processesOptions = {
  PROCESS_POLL_MS: ms(50, 60_000).default(PROCESS_TIMES.pollMs),
  PROCESS_LEASE_MS: ms(1_000, 600_000).default(PROCESS_TIMES.leaseMs),
  PROCESS_TIME_FACTOR: z.coerce.number().positive().max(1).default(1),
};
type ProcessEnvironment = z.output<z.ZodObject<typeof processesOptions>>;

export function processTimesOf(env: ProcessEnvironment): ProcessTimes {
  return {
    ...PROCESS_TIMES,
    pollMs: env.PROCESS_POLL_MS,
    leaseMs: env.PROCESS_LEASE_MS,
    factor: env.PROCESS_TIME_FACTOR,
  };
}
