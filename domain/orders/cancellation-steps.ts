/** What staff still has to be told of an initial cancellation: a case first, then the stage of a service that is active already. */
export const CANCELLATION_STEPS = ["case", "opportunity", "done"] as const;
export type CancellationStep = (typeof CANCELLATION_STEPS)[number];
