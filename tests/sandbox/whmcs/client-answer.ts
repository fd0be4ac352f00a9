import { createHash } from "node:crypto";
import type { Answer } from "./answer.ts";
import { inner, typed } from "./answer.ts";
import type { Context } from "./context.ts";
import type { ClientRow } from "./database.ts";
import { usersOf } from "./database.ts";
import { currencyOf, decimal } from "./money.ts";

const COUNTRIES: Record<string, { name: string; dialling: string }> = {
  JP: { name: "Japan", dialling: "81" },
  US: { name: "United States", dialling: "1" },
  GB: { name: "United Kingdom", dialling: "44" },
};

/** The `client` object of GetClientsDetails. */
export function toClientAnswer({ db, shape }: Context, client: ClientRow): Answer {
  const country = COUNTRIES[client.country] ?? { name: client.country, dialling: "" };
  const phone = `+${country.dialling}.${client.phonenumber.replace(/\D/g, "").replace(/^0/, "")}`;
  const fields = [...client.customfields];
  return {
    client_id: client.id,
    owner_user_id: client.owner_user_id,
    userid: client.id,
    id: client.id,
    uuid: client.uuid,
    firstname: typed(client.firstname),
    lastname: typed(client.lastname),
    fullname: typed(`${client.firstname} ${client.lastname}`),
    companyname: typed(client.companyname),
    email: client.email,
    address1: typed(client.address1),
    address2: typed(client.address2),
    city: typed(client.city),
    fullstate: typed(client.state),
    state: typed(client.state),
    postcode: client.postcode,
    countrycode: client.country,
    country: client.country,
    phonenumber: client.phonenumber,
    ...(shape.legacyTopLevel ? { password: createHash("sha256").update(client.uuid).digest("hex") } : {}),
    tax_id: client.tax_id,
    email_preferences: { ...client.email_preferences },
    statecode: typed(client.state),
    countryname: country.name,
    phonecc: country.dialling,
    phonenumberformatted: phone,
    telephoneNumber: phone,
    billingcid: 0,
    notes: typed(client.notes),
    currency: client.currency,
    defaultgateway: client.defaultgateway,
    groupid: client.groupid,
    status: client.status,
    credit: decimal(client.credit),
    taxexempt: client.taxexempt,
    latefeeoveride: client.latefeeoveride,
    overideduenotices: client.overideduenotices,
    separateinvoices: client.separateinvoices,
    disableautocc: client.disableautocc,
    emailoptout: false,
    marketing_emails_opt_in: client.marketing,
    overrideautoclose: client.overrideautoclose,
    allowSingleSignOn: client.allowSingleSignOn ? 1 : 0,
    email_verified: true,
    language: client.language,
    isOptedInToMarketingEmails: client.marketing,
    lastlogin: client.lastlogin,
    currency_code: currencyOf(client.currency).code,
    customfields: fields.map(([id, value]) => ({ id, value })),
    ...Object.fromEntries(fields.map(([, value], index) => [`customfields${index + 1}`, value])),
    users: inner(
      "user",
      usersOf(db, client.id).map(({ user, isOwner }) => ({
        id: user.id,
        name: typed(`${user.firstname} ${user.lastname}`),
        email: user.email,
        is_owner: isOwner,
      })),
    ),
  };
}
