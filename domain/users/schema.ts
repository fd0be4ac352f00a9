import { z } from "zod";
import type { BillingAddress } from "../address/whmcs.ts";
import {
  WhmcsClientIdSchema,
  WhmcsUserIdSchema,
  type WhmcsClientId,
  type WhmcsUserId,
} from "../shared/ids.ts";
import { CurrencyCodeSchema, MoneySchema } from "../shared/money.ts";

/** The billing account as the billing system holds it. Admin notes and password hashes never get this far. */
export const BillingClientSchema = z.object({
  id: WhmcsClientIdSchema,
  ownerUserId: WhmcsUserIdSchema.nullable(),
  userIds: z.array(WhmcsUserIdSchema),
  firstName: z.string(),
  lastName: z.string(),
  companyName: z.string(),
  email: z.string(),
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  state: z.string(),
  postcode: z.string(),
  country: z.string(),
  phone: z.string(),
  status: z.enum(["active", "inactive", "closed", "unknown"]),
  currency: CurrencyCodeSchema,
  /** Its number in the billing system, which transactions name it by; null where the answer does not tell. */
  currencyId: z.int().nullable(),
  /** Null where the answer does not tell a sum in `currency`. */
  credit: MoneySchema.nullable(),
  defaultGateway: z.string(),
  /** Null where the answer does not say. */
  taxExempt: z.boolean().nullable(),
  singleSignOnAllowed: z.boolean(),
  language: z.string(),
  /** Gets advertising by mail; null where the answer does not say. */
  marketing: z.boolean().nullable(),
  /** Custom field 198 by default (`WHMCS_CUSTOMER_NUMBER_FIELD`); null when empty. */
  customerNumber: z.string().nullable(),
});
export type BillingClient = z.infer<typeof BillingClientSchema>;

/** What a new billing account is made of: names and address in Latin letters, as the billing system holds them (portal.md 3.3). */
export type NewBillingClient = {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  address: BillingAddress;
  customerNumber: string;
  /** `YYYY-MM-DD`. */
  birthDate: string;
  gender: string | null;
  language: "english" | "japanese";
  /** Agreed to advertising. */
  marketing: boolean;
};

/** A billing account and the login that owns it, null where the answer does not say. */
export type OwnedClient = { clientId: WhmcsClientId; ownerUserId: WhmcsUserId | null };

/** What the portal changes of a client. Left out: stays as it is. */
export type BillingClientChange = {
  email?: string;
  phone?: string;
  address?: BillingAddress;
  status?: "active" | "inactive";
  /** These two only where the installation has a field for them. Null: emptied. */
  gender?: string | null;
  nationality?: string | null;
  marketing?: boolean;
};

/** A login of the billing system and the billing accounts it may act for. */
export const BillingUserSchema = z.object({
  id: WhmcsUserIdSchema,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  clients: z.array(z.object({ id: WhmcsClientIdSchema, isOwner: z.boolean() })),
});
export type BillingUser = z.infer<typeof BillingUserSchema>;

/** A right password. With `twoFactorEnabled` the sign-in is not complete: a second step of our own is due. */
export const BillingLoginSchema = z.object({ userId: WhmcsUserIdSchema, twoFactorEnabled: z.boolean() });
export type BillingLogin = z.infer<typeof BillingLoginSchema>;
