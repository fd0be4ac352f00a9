/** How far staff had been told of an initial cancellation in the journal of an older release. */
export const CANCELLATION_STEPS = ["case", "opportunity", "done"] as const;
export type CancellationStep = (typeof CANCELLATION_STEPS)[number];
