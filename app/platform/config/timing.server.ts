import { z } from "zod";

/**
 * How long work waits before it goes on by itself. Each journal and each job has times of its own; these bound them all, so that a test of a
 * process that dies need not wait for minutes.
 */
export type TimingConfig = {
  /** No lease, and no wait for a call whose answer was lost, lasts longer. Infinity: as long as each of them says. */
  longestLeaseMs: number;
  /** No pause before another try lasts longer. Infinity: as long as each of them says. */
  longestRetryMs: number;
  /** Between two looks for new jobs; the embedded database shares one core with everything else. */
  queuePollSeconds: number;
  /** Between two looks for jobs whose process has died: an order must not wait for long. */
  queueSuperviseSeconds: number;
};

const longest = z.coerce.number().int().positive().max(3600).optional();
export const timingShape = { LEASE_SECONDS_MAX: longest, RETRY_SECONDS_MAX: longest };
export const timingOptions = {
  QUEUE_POLL_SECONDS: z.coerce.number().min(0.5).max(60).default(1),
  QUEUE_SUPERVISE_SECONDS: z.coerce.number().int().min(1).max(300).default(15),
};
const TimingSchema = z.object({ ...timingShape, ...timingOptions });
type TimingEnvironment = z.output<typeof TimingSchema>;

export function timingOf(env: TimingEnvironment): TimingConfig {
  const ms = (seconds = Infinity) => seconds * 1000;
  return {
    longestLeaseMs: ms(env.LEASE_SECONDS_MAX),
    longestRetryMs: ms(env.RETRY_SECONDS_MAX),
    queuePollSeconds: env.QUEUE_POLL_SECONDS,
    queueSuperviseSeconds: env.QUEUE_SUPERVISE_SECONDS,
  };
}

/** A lease that ends while a provider may still answer lets two work on one thing. */
export function faultsOfTimingInProduction(set: Readonly<Record<string, string | undefined>>): string[] {
  return (Object.keys(timingShape) as (keyof typeof timingShape)[])
    .filter((name) => set[name] !== undefined)
    .map((name) => `${name}: must not be set in production mode: it is for tests`);
}

/** The times of a portal whose environment says nothing of them. */
export const STANDARD_TIMING = timingOf(TimingSchema.parse({}));
