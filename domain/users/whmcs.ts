import { z } from "zod";
import { WhmcsClientIdSchema, WhmcsUserIdSchema } from "../shared/ids.ts";
import { parseMoney, type CurrencyCode } from "../shared/money.ts";
import { readableRowsAs, readRowsAs } from "../shared/whmcs-list.ts";
import {
  readWire,
  wireBoolean,
  wireCurrency,
  wireDecimal,
  wireId,
  wireInteger,
  wireOptionalId,
  wireOptionalText,
  wireOptionalToken,
  wireText,
  wireToken,
  type OnUnknown,
} from "../shared/whmcs-wire.ts";
import type { BillingClient, BillingLogin, BillingUser, OwnedClient } from "./schema.ts";

type Answer = Record<string, unknown>;

/** Text of digits, or the number that some answers make of it, which has lost its leading zeros. */
const wireUnpadded = z.union([z.number(), wireText]).catch("");

/**
 * The wanted fields of `client`, by name: the object also holds admin notes and, from 7.x, the password hash. The same
 * fields at top level are deprecated and never read (whmcs.md 3).
 */
const ClientWire = z.object({
  id: wireId(WhmcsClientIdSchema),
  owner_user_id: wireOptionalId(WhmcsUserIdSchema).catch(null),
  firstname: wireOptionalText,
  lastname: wireOptionalText,
  companyname: wireOptionalText,
  email: wireText,
  address1: wireOptionalText,
  address2: wireOptionalText,
  city: wireOptionalText,
  state: wireOptionalText,
  postcode: wireUnpadded,
  country: wireOptionalText,
  countrycode: wireOptionalText,
  phonenumber: wireUnpadded,
  status: wireOptionalToken,
  currency: wireInteger.optional().catch(undefined),
  currency_code: wireCurrency,
  credit: wireDecimal.optional().catch(undefined),
  defaultgateway: wireOptionalToken,
  taxexempt: wireBoolean.nullable().catch(null),
  // WHMCS itself refuses a link where it is switched off.
  allowSingleSignOn: wireBoolean.catch(true),
  language: wireOptionalText,
  marketing_emails_opt_in: wireBoolean.nullable().catch(null),
});
const DetailsWire = z.object({ client: z.record(z.string(), z.unknown()) });
const CustomFieldWire = z.object({ id: wireInteger, value: wireText });
const ClientUserWire = z.object({ id: wireId(WhmcsUserIdSchema), is_owner: wireBoolean.optional() });

/**
 * What GetClientsDetails says of the client's currency. Some versions leave the code out; then `currencyId` has to be
 * looked up in GetCurrencies (whmcs.md 3).
 */
export function readClientCurrency(
  answer: Answer,
): { code: CurrencyCode } | { code: null; currencyId: number } {
  const { client } = readWire(DetailsWire, answer);
  const wire = readWire(ClientWire.pick({ currency: true, currency_code: true }), client, "client");
  if (wire.currency_code !== null) return { code: wire.currency_code };
  return { code: null, currencyId: readWire(wireInteger, wire.currency, "client.currency") };
}

/** A GetClientsDetails answer. Custom fields come without names: `customerNumberField` is the id of the one we read. */
export function toBillingClient(
  answer: Answer,
  {
    currency,
    customerNumberField,
    onUnknown,
  }: { currency: CurrencyCode; customerNumberField: number; onUnknown: OnUnknown },
): BillingClient {
  const { client } = readWire(DetailsWire, answer);
  const wire = readWire(ClientWire, client, "client");
  const country = wire.country || wire.countrycode;
  const fields = readableRowsAs(client, { plural: "customfields", singular: null }, CustomFieldWire);
  const users = readableRowsAs(client, { plural: "users", singular: "user" }, ClientUserWire);
  return {
    id: wire.id,
    ownerUserId: wire.owner_user_id ?? users.find((user) => user.is_owner)?.id ?? null,
    userIds: users.map((user) => user.id),
    firstName: wire.firstname,
    lastName: wire.lastname,
    companyName: wire.companyname,
    email: wire.email,
    address1: wire.address1,
    address2: wire.address2,
    city: wire.city,
    state: wire.state,
    postcode: padded(wire.postcode, country === "JP" ? (digits) => digits.padStart(7, "0") : null),
    country,
    // No number that is dialled in Japan begins with anything else.
    phone: padded(wire.phonenumber, country === "JP" ? (digits) => `0${digits}` : null),
    status: toClientStatus(wire.status, onUnknown),
    currency,
    currencyId: wire.currency ?? null,
    credit: wire.credit === undefined ? null : parseMoney(wire.credit, currency),
    defaultGateway: wire.defaultgateway,
    taxExempt: wire.taxexempt,
    singleSignOnAllowed: wire.allowSingleSignOn,
    language: wire.language,
    marketing: wire.marketing_emails_opt_in,
    customerNumber: fields.find(({ id, value }) => id === customerNumberField && value !== "")?.value ?? null,
  };
}

function padded(value: string | number, pad: ((digits: string) => string) | null): string {
  return typeof value === "number" && pad !== null ? pad(String(value)) : String(value);
}

const AddedWire = z.object({
  clientid: wireId(WhmcsClientIdSchema),
  owner_id: wireOptionalId(WhmcsUserIdSchema).optional(),
});

/** An AddClient answer; 7.x does not name the owner. */
export function toAddedClient(answer: Answer): OwnedClient {
  const wire = readWire(AddedWire, answer);
  return { clientId: wire.clientid, ownerUserId: wire.owner_id ?? null };
}

const OwnedWire = ClientWire.pick({ id: true, owner_user_id: true, email: true }).extend({
  notes: wireToken.nullish(),
});

/** Of a GetClientsDetails answer, whose it is and what administrators have noted, in which our own reference stands. */
export function toOwnedClient(answer: Answer): OwnedClient & { email: string; notes: string } {
  const { client } = readWire(DetailsWire, answer);
  const wire = readWire(OwnedWire, client, "client");
  return {
    clientId: wire.id,
    ownerUserId: wire.owner_user_id ?? null,
    email: wire.email,
    notes: wire.notes ?? "",
  };
}

function toClientStatus(stored: string, onUnknown: OnUnknown): BillingClient["status"] {
  switch (stored.trim().toLowerCase()) {
    case "active":
      return "active";
    case "inactive":
      return "inactive";
    case "closed":
      return "closed";
    default:
      onUnknown("client.status", stored);
      return "unknown";
  }
}

const LoginWire = z.object({ userid: wireId(WhmcsUserIdSchema), twoFactorEnabled: wireBoolean });

/** A ValidateLogin answer, without its `passwordhash`. Its `userid` is a user, not a client. */
export function toBillingLogin(answer: Answer): BillingLogin {
  const wire = readWire(LoginWire, answer);
  return { userId: wire.userid, twoFactorEnabled: wire.twoFactorEnabled };
}

const UserWire = z.object({
  id: wireId(WhmcsUserIdSchema),
  firstname: wireOptionalText,
  lastname: wireOptionalText,
  email: wireText,
});
const UserClientWire = z.object({ id: wireId(WhmcsClientIdSchema), isOwner: wireBoolean });

export const USER_LIST = { plural: "users", singular: null } as const;

/** A row of GetUsers. Throws WireFault, also when a client of the user cannot be read: it may be the only one. */
export function toBillingUser(row: Answer): BillingUser {
  const user = readWire(UserWire, row);
  return {
    id: user.id,
    firstName: user.firstname,
    lastName: user.lastname,
    email: user.email,
    clients: readRowsAs(row, { plural: "clients", singular: null }, UserClientWire),
  };
}

/** Two spellings of one address. A search by e-mail matches prefixes, so every hit is compared (whmcs.md 3). */
export function isSameEmail(one: string, other: string): boolean {
  return foldEmail(one) === foldEmail(other);
}

function foldEmail(email: string): string {
  return email.normalize("NFC").trim().toLowerCase();
}
