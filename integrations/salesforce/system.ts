import { z } from "zod";
import { readWire } from "#domain/shared/wire.ts";
import type { SalesforceClient } from "./client.ts";

const LimitWire = z.object({ Max: z.int().min(0), Remaining: z.int() });
const LimitsWire = z.object({
  DailyApiRequests: LimitWire,
  DailyDeliveredPlatformEvents: LimitWire.optional(),
});

export type OrgLimit = { max: number; remaining: number };
export type OrgLimits = { apiCalls: OrgLimit; deliveredEvents: OrgLimit | null };

const toLimit = ({ Max, Remaining }: z.infer<typeof LimitWire>): OrgLimit => ({
  max: Max,
  remaining: Remaining,
});

export function createSystem(client: SalesforceClient) {
  return {
    /** What the org may still be asked today; also the check of address, credentials and permissions (salesforce-wire.md 7). */
    limits(): Promise<OrgLimits> {
      return client.call({
        action: "limits",
        kind: "read",
        isUrgent: true,
        run: async (send) => {
          const wire = readWire(LimitsWire, await send({ method: "GET", path: ["limits"] }));
          const { DailyApiRequests: calls, DailyDeliveredPlatformEvents: events } = wire;
          return { apiCalls: toLimit(calls), deliveredEvents: events ? toLimit(events) : null };
        },
      });
    },
  };
}
