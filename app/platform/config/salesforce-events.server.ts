import { z } from "zod";

const channel = z
  .string()
  .regex(/^\/event\/[A-Za-z][A-Za-z0-9_]*__e$/, "must be a channel such as /event/Order_Approved__e");

/** How changes in the customer system are heard of (salesforce-data-model.md 9). */
export const salesforceEventsShape = {
  SALESFORCE_EVENTS: z.enum(["pubsub", "poll", "off"], "must be pubsub, poll or off").default("pubsub"),
  SALESFORCE_PUBSUB_ENDPOINT: z
    .string()
    .regex(/^(?:[A-Za-z0-9.-]+|\[[0-9a-f:]+\]):\d{1,5}$/, "must be host:port")
    .optional(),
  SALESFORCE_EVENTS_REPLAY: z.enum(["LATEST", "ALL"], "must be LATEST or ALL").default("LATEST"),
  SALESFORCE_PROVISION_EVENT_CHANNEL: channel.default("/event/OrderProvisionRequested__e"),
  SALESFORCE_ACCOUNT_EVENT_CHANNEL: channel.default("/event/Account_Eligibility_Update__e"),
  SALESFORCE_CASE_EVENT_CHANNEL: channel.default("/event/Case_Status_Update__e"),
};
type EventsEnvironment = z.output<z.ZodObject<typeof salesforceEventsShape>>;

export type SalesforceEventsConfig = {
  /** `poll`: changes are found by looking alone. `off`: by another instance. */
  source: "pubsub" | "poll" | "off";
  /** `host:port` of the event bus; null: events are not wanted. */
  endpoint: string | null;
  /** Where a channel begins of which nothing was ever taken in. */
  begin: "latest" | "earliest";
  channels: { provision: string; account: string; case: string };
};

const PLATFORM_ENDPOINT = "api.pubsub.salesforce.com:7443";

export function salesforceEventsOf(env: EventsEnvironment): SalesforceEventsConfig {
  return {
    source: env.SALESFORCE_EVENTS,
    endpoint: env.SALESFORCE_EVENTS === "poll" ? null : (env.SALESFORCE_PUBSUB_ENDPOINT ?? PLATFORM_ENDPOINT),
    begin: env.SALESFORCE_EVENTS_REPLAY === "ALL" ? "earliest" : "latest",
    channels: {
      provision: env.SALESFORCE_PROVISION_EVENT_CHANNEL,
      account: env.SALESFORCE_ACCOUNT_EVENT_CHANNEL,
      case: env.SALESFORCE_CASE_EVENT_CHANNEL,
    },
  };
}

export function faultsOfSalesforceEvents(env: EventsEnvironment): string[] {
  const channels = Object.values(salesforceEventsOf(env).channels);
  if (new Set(channels).size === channels.length) return [];
  return ["SALESFORCE_PROVISION_EVENT_CHANNEL: every event needs a channel of its own"];
}
