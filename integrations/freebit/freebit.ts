import type { CallMetrics, Logger } from "#integrations/http/logger.ts";
import { createTransport, type Transport, type TransportLimits } from "#integrations/http/transport.ts";
import { createActOnce } from "./act.ts";
import { createActivation } from "./activation.ts";
import { createChanges } from "./changes.ts";
import { createClient, type ClientOptions } from "./client.ts";
import { createLines } from "./lines.ts";

/**
 * The SIM lines of the mobile network, as domain types. Nothing is sent before the first call. Reads throw AppError:
 * `provider_unavailable` (SIM_UNAVAILABLE, with `retryAfter` in seconds) when there is no usable answer or Freebit refuses the
 * portal itself, `provider_contract` (SIM_CONTRACT) for an answer not as agreed, `provider_rejected` (SIM_REFUSED, with
 * `resultCode` and `refusal` among its facts) for a refusal; further codes are at the methods. Writes give an outcome, and
 * throw only when nothing was done. Source: freebit.md.
 */
export function createFreebit(options: ClientOptions) {
  const client = createClient(options);
  const lines = createLines(client);
  const actOnce = createActOnce(lines);
  return {
    ...lines,
    ...createActivation(client, actOnce),
    ...createChanges(client, { ...lines, actOnce }),
    /** Circuit and last calls, for the health page. */
    status: () => options.transport.status(),
  };
}

export type Freebit = ReturnType<typeof createFreebit>;

/** At the same time, all calls together: the vendor asks for restraint. */
const MAX_CONCURRENT = 6;

/** The transport as Freebit wants it. */
export function createFreebitTransport(options: {
  now: () => Date;
  logger: Logger;
  metrics?: CallMetrics;
  requestId?: () => string | undefined;
  limits?: Partial<TransportLimits>;
}): Transport {
  return createTransport({
    ...options,
    provider: "freebit",
    unavailableReason: "SIM_UNAVAILABLE",
    contentType: "application/x-www-form-urlencoded",
    limits: { maxConcurrent: MAX_CONCURRENT, ...options.limits },
  });
}
