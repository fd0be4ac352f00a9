import { z } from "zod";
import { BillingProductIdSchema } from "../shared/ids.ts";
import { PricebookEntryIdSchema, ProductIdSchema } from "../shared/salesforce-ids.ts";
import { NetPriceSchema } from "./price.ts";

export const SERVICE_KINDS = ["internet", "sim", "vpn"] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

export const OFFERINGS = ["home_1g", "home_10g", "apartment_1g", "apartment_100m"] as const;
export type Offering = (typeof OFFERINGS)[number];
export const TIERS = ["silver", "gold", "platinum"] as const;
export type Tier = (typeof TIERS)[number];
export const SIM_PLAN_TYPES = ["data_voice", "data_only", "voice_only"] as const;
export type SimPlanType = (typeof SIM_PLAN_TYPES)[number];
export const VPN_REGIONS = ["usa_sf", "uk_london"] as const;
export type VpnRegion = (typeof VPN_REGIONS)[number];

const facts = z.object({
  id: ProductIdSchema,
  /** The only key of a product that pages and JSON speak. */
  sku: z.string().min(1),
  /** As staff wrote it, in one language: shown only where the portal has no words of its own. */
  name: z.string(),
  features: z.array(z.string()),
  priceEntryId: PricebookEntryIdSchema,
  price: NetPriceSchema,
  /** The same product in the billing system; null: cannot be provided yet. */
  billingProductId: BillingProductIdSchema.nullable(),
  position: z.number(),
  /** Customers may pick it from the list; fees and installations are not in it. */
  isListed: z.boolean(),
  /** May stand on an order. False for what was withdrawn and is still held by customers. */
  isOrderable: z.boolean(),
  isDefault: z.boolean(),
  /** The server puts it on the order when the customer did not. */
  isAutoAdded: z.boolean(),
});
const monthly = facts.extend({ cycle: z.literal("monthly") });
const onetime = facts.extend({ cycle: z.literal("onetime") });
const either = facts.extend({ cycle: z.enum(["monthly", "onetime"]) });

/** A product with an active price in the portal price book: whatever else Salesforce holds cannot be sold. */
export const ProductSchema = z.discriminatedUnion("kind", [
  monthly.extend({
    kind: z.literal("internet_plan"),
    offering: z.enum(OFFERINGS),
    tier: z.enum(TIERS),
  }),
  either.extend({
    kind: z.literal("installation"),
    /** How often the price is paid: once, or in as many months. */
    payments: z.int().positive(),
  }),
  either.extend({
    kind: z.literal("internet_addon"),
    /** The other half of a pair that is chosen or dropped as one: a monthly service and its set-up. */
    pairedWith: ProductIdSchema.nullable(),
  }),
  monthly.extend({
    kind: z.literal("sim_plan"),
    planType: z.enum(SIM_PLAN_TYPES),
    /** Whole GB a month; null for a plan without data. */
    dataGb: z.int().positive().nullable(),
    /** For customers with an active SIM alone. */
    isFamily: z.boolean(),
  }),
  onetime.extend({ kind: z.literal("sim_activation") }),
  either.extend({ kind: z.literal("sim_addon") }),
  monthly.extend({ kind: z.literal("vpn_plan"), region: z.enum(VPN_REGIONS) }),
  onetime.extend({
    kind: z.literal("vpn_activation"),
    /** Null: of every region. */
    region: z.enum(VPN_REGIONS).nullable(),
  }),
]);
export type Product = z.infer<typeof ProductSchema>;
export type ProductOf<Kind extends Product["kind"]> = Extract<Product, { kind: Kind }>;
