import { z } from "zod";
import { NetPriceSchema } from "../catalog/price.ts";
import { SERVICE_KINDS, TIERS, VPN_REGIONS } from "../catalog/schema.ts";
import { CalendarDateSchema } from "../shared/dates.ts";
import { BillingProductIdSchema, ServiceIdSchema } from "../shared/ids.ts";
import {
  AccountIdSchema,
  OpportunityIdSchema,
  OrderIdSchema,
  OrderItemIdSchema,
  PricebookEntryIdSchema,
  ProductIdSchema,
  SimCardIdSchema,
} from "../shared/salesforce-ids.ts";
import { EidSchema, MsisdnSchema, ReservationNumberSchema } from "../sim/ids.ts";
import { GENDERS, JapaneseAddressSchema } from "../users/customer.ts";

/** An order as the customer system keeps it: staff reviews and approves it there, the portal carries it out. */
export const ORDER_STATUSES = [
  "draft",
  "pending_review",
  "approved",
  "reactivate",
  "processed",
  "rejected",
  "cancelled",
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const ACTIVATION_STATUSES = ["not_started", "activating", "scheduled", "activated", "failed"] as const;
export type ActivationStatus = (typeof ACTIVATION_STATUSES)[number];

export const CYCLES = ["monthly", "onetime"] as const;
export const ACCESS_MODES = ["ipoe_own_router", "ipoe_home_gateway", "pppoe"] as const;
export const INSTALLATION_TYPES = ["once", "months_12", "months_24"] as const;
export const SIM_TYPES = ["esim", "physical"] as const;
export const PORTING_GENDERS = ["male", "female", "company"] as const;

/** Why an activation stopped (portal.md 7); written by the portal. */
export const FULFILMENT_ERRORS = [
  "PAYMENT_METHOD_MISSING",
  "ORDER_NOT_FOUND",
  "MAPPING_MISSING",
  "PRODUCT_MAPPING_MISSING",
  "SIM_DATA_MISSING",
  "SIM_ACTIVATION_FAILED",
  "SIM_OUTCOME_UNKNOWN",
  "ORDER_CHANGED",
  "IDENTITY_NOT_VERIFIED",
  "FREEBIT_UNAVAILABLE",
  "WHMCS_UNAVAILABLE",
  "SALESFORCE_UNAVAILABLE",
  "WHMCS_ADD_FAILED",
  "WHMCS_ACCEPT_FAILED",
  "UNKNOWN",
] as const;
export type FulfilmentError = (typeof FULFILMENT_ERRORS)[number];

/** `unknown` is a value that the org has and we do not: shown as such, never guessed. */
const orUnknown = <const T extends readonly string[]>(values: T) => z.enum([...values, "unknown"]);

export const OrderItemSchema = z.object({
  id: OrderItemIdSchema,
  priceEntryId: PricebookEntryIdSchema,
  productId: ProductIdSchema,
  sku: z.string().nullable(),
  /** As staff has named the product, in one language. */
  name: z.string(),
  quantity: z.int().positive(),
  /** Of one. */
  price: NetPriceSchema,
  cycle: orUnknown(CYCLES).nullable(),
  /** The service of the billing system that this line became. */
  serviceId: ServiceIdSchema.nullable(),
});
export type OrderItem = z.infer<typeof OrderItemSchema>;

export const OrderSchema = z.object({
  id: OrderIdSchema,
  /** What the customer quotes. */
  number: z.string(),
  accountId: AccountIdSchema,
  opportunityId: OpportunityIdSchema.nullable(),
  kind: orUnknown(SERVICE_KINDS).nullable(),
  status: orUnknown(ORDER_STATUSES),
  orderedAt: z.date(),
  changedAt: z.date(),
  activation: z.object({
    type: orUnknown(["immediate", "scheduled"]).nullable(),
    scheduledAt: z.date().nullable(),
    status: orUnknown(ACTIVATION_STATUSES).nullable(),
    errorCode: orUnknown(FULFILMENT_ERRORS).nullable(),
    attemptedAt: z.date().nullable(),
  }),
  /** As the portal wrote it; staff may have typed another. */
  billingOrderId: z.string().nullable(),
  items: z.array(OrderItemSchema),
  /** Lines that are there and cannot be read: then no sum of the order is known. */
  unreadableItems: z.array(OrderItemIdSchema),
});
export type Order = z.infer<typeof OrderSchema>;

/** A transfer of the number from another company, as the customer gave it. */
export const PortingSchema = z.object({
  reservationNumber: ReservationNumberSchema,
  expiresOn: CalendarDateSchema,
  phoneNumber: MsisdnSchema,
  lastName: z.string().min(1).max(80),
  /** Empty, with its reading, for a person with one name. */
  firstName: z.string().max(40),
  lastNameKana: z.string().min(1).max(80),
  firstNameKana: z.string().max(40),
  gender: z.enum(PORTING_GENDERS),
  birthDate: CalendarDateSchema,
});
export type Porting = z.infer<typeof PortingSchema>;

/** Whom a line belongs to, as typed where the carrier cannot take the contact's (freebit.md, PA05-05). */
export const LineHolderSchema = PortingSchema.pick({
  lastName: true,
  /** Empty, with its reading, for a person with one name. */
  firstName: true,
  lastNameKana: true,
  firstNameKana: true,
  birthDate: true,
}).extend({ gender: z.enum(GENDERS) });
export type LineHolder = z.infer<typeof LineHolderSchema>;

/** What the line needs, for carrying the order out; what is missing there is null. */
export const SimOrderSchema = z.object({
  simType: orUnknown(SIM_TYPES).nullable(),
  eid: z.string().nullable(),
  hasVoiceMail: z.boolean(),
  hasCallWaiting: z.boolean(),
  simCardId: SimCardIdSchema.nullable(),
  /** The line's number once it is known. */
  phoneNumber: z.string().nullable(),
  isPorting: z.boolean(),
  /** Without a transfer only the person is there, if any: the line's holder as typed for the order. */
  porting: z.object({
    reservationNumber: z.string().nullable(),
    expiresOn: CalendarDateSchema.nullable(),
    phoneNumber: z.string().nullable(),
    lastName: z.string().nullable(),
    firstName: z.string().nullable(),
    lastNameKana: z.string().nullable(),
    firstNameKana: z.string().nullable(),
    gender: orUnknown(PORTING_GENDERS).nullable(),
    birthDate: CalendarDateSchema.nullable(),
  }),
});
export type SimOrder = z.infer<typeof SimOrderSchema>;

/** With what only carrying it out needs: it holds a name and a birth date, and is never cached or shown. */
export const FullOrderSchema = OrderSchema.extend({
  items: z.array(
    OrderItemSchema.extend({
      /** The same product in the billing system; null: staff has not said which. */
      billingProductId: BillingProductIdSchema.nullable(),
    }),
  ),
  sim: SimOrderSchema,
});
export type FullOrder = z.infer<typeof FullOrderSchema>;

const choices = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("internet"),
    tier: z.enum(TIERS),
    accessMode: z.enum(ACCESS_MODES),
    installation: z.enum(INSTALLATION_TYPES),
    hasWeekendInstallation: z.boolean(),
    hasHomePhone: z.boolean(),
  }),
  z.object({
    kind: z.literal("sim"),
    /** Null: a card is sent. */
    eid: EidSchema.nullable(),
    hasVoiceMail: z.boolean(),
    hasCallWaiting: z.boolean(),
    porting: PortingSchema.nullable(),
    /** The line's holder, where the contact is not enough; of no matter with a transfer, which has its own. */
    holder: LineHolderSchema.nullish(),
  }),
  z.object({ kind: z.literal("vpn"), region: z.enum(VPN_REGIONS) }),
]);

/** An order to be placed; lengths are the platform's. Prices are those of the price book, never of the browser. */
export const NewOrderSchema = z.object({
  accountId: AccountIdSchema,
  opportunityId: OpportunityIdSchema.nullable(),
  effectiveOn: CalendarDateSchema,
  choices,
  /** Null: as soon as it is approved. */
  scheduledAt: z.date().nullable(),
  address: JapaneseAddressSchema,
  isAddressChanged: z.boolean(),
  lines: z
    .array(
      z.object({
        priceEntryId: PricebookEntryIdSchema,
        quantity: z.int().positive(),
        price: NetPriceSchema,
        cycle: z.enum(CYCLES),
      }),
    )
    .min(1)
    .max(200),
});
export type NewOrder = z.infer<typeof NewOrderSchema>;

/** Left out: stays as it is. Null: emptied. */
export type OrderChange = {
  status?: Extract<OrderStatus, "processed">;
  activation?: ActivationStatus;
  scheduledAt?: Date;
  /** The message is for staff: short, without personal data. */
  error?: { code: FulfilmentError; message: string } | null;
  attemptedAt?: Date;
  phoneNumber?: string;
  billingOrderId?: string;
};
