import { isAnswer } from "#domain/shared/errors.ts";
import type { Gateway } from "#domain/payments/schema.ts";
import type { Services } from "~/services.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Ways to pay that the operator has set up, the same for everybody. Empty when not known: they only name things. */
export async function readGateways({ cache, whmcs, logger }: Services): Promise<Gateway[]> {
  try {
    const rule = { ttlMs: HOUR_MS, staleForMs: 24 * HOUR_MS, tags: ["gateways"] };
    const { value } = await cache.cached({ scope: "global", name: "gateways" }, rule, () =>
      whmcs.listGateways(),
    );
    return value;
  } catch (error) {
    if (isAnswer(error)) throw error;
    logger.warn({ event: "billing.gateways_unavailable", err: error }, "gateway names unavailable");
    return [];
  }
}
