import { z } from "zod";
import { NETWORKS, SIM_SERVICES, type Network, type SimService } from "#domain/sim/schema.ts";
import { PlanCodeSchema, type PlanCode } from "#domain/sim/ids.ts";

/** What a plan of the shop is at the mobile network. */
export type SimPlan = { planCode: PlanCode; service: SimService };
export type FulfilmentConfig = {
  /** By SKU. */
  simPlans: Readonly<Record<string, SimPlan>>;
  newLineNetwork: Network;
  /** System name of the way to pay that orders are made with. */
  orderGateway: string;
  /** Root of the billing system's admin area, for staff's links; null: where WHMCS has it when nobody has moved it. */
  billingAdminUrl: string | null;
  /** Orders carried out at the same time by one instance. */
  concurrency: number;
};

const ServiceSchema = z.enum(SIM_SERVICES);

/** `SKU=plan code:kind`, separated by commas. */
const simPlans = z.string().transform((text, context): Record<string, SimPlan> => {
  const plans: Record<string, SimPlan> = {};
  for (const entry of text.split(",")) {
    const [, sku = "", code, kind] = /^\s*([^=\s]+)=([^:\s]+):(\w+)\s*$/.exec(entry) ?? [];
    const planCode = PlanCodeSchema.safeParse(code);
    const service = ServiceSchema.safeParse(kind);
    if (planCode.success && service.success && plans[sku] === undefined)
      plans[sku] = { planCode: planCode.data, service: service.data };
    else
      context.addIssue(
        "every plan must look like SKU=plan code:voice (or data, data_sms), and stand there once",
      );
  }
  return plans;
});

export const fulfilmentShape = {
  FREEBIT_PLANS: simPlans,
  WHMCS_ORDER_GATEWAY: z.string().max(64),
  FULFILMENT_CONCURRENCY: z.coerce.number().int().min(1).max(50).default(4),
  FREEBIT_NEW_LINE_NETWORK: z.enum(NETWORKS, "must be 4G or 5G").default("5G"),
  WHMCS_ADMIN_URL: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://billing.example.jp/admin" })
    .optional(),
};
type FulfilmentEnvironment = z.output<z.ZodObject<typeof fulfilmentShape>>;

export function fulfilmentOf(env: FulfilmentEnvironment): FulfilmentConfig {
  return {
    simPlans: env.FREEBIT_PLANS,
    newLineNetwork: env.FREEBIT_NEW_LINE_NETWORK,
    orderGateway: env.WHMCS_ORDER_GATEWAY,
    billingAdminUrl: env.WHMCS_ADMIN_URL?.replace(/\/$/, "") ?? null,
    concurrency: env.FULFILMENT_CONCURRENCY,
  };
}
