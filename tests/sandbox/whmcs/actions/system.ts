import { found, inner } from "../answer.ts";
import type { Actions } from "../context.ts";
import { GATEWAYS } from "../database.ts";
import { CURRENCIES } from "../money.ts";
import { Refusal } from "../refusal.ts";

/** Templates SendEmail can send; password and order mails are not among them (whmcs.md 8). */
const TEMPLATES: ReadonlySet<string> = new Set([
  "Client Signup Email",
  "Invoice Created",
  "Invoice Payment Confirmation",
  "Invoice Payment Reminder",
  "Credit Card Payment Failed",
  "Other Product/Service Welcome Email",
  "Service Suspension Notification",
]);
const DISABLED_TEMPLATES: ReadonlySet<string> = new Set(["Service Suspension Notification"]);
const MESSAGE_TYPES: ReadonlySet<string> = new Set([
  "general",
  "product",
  "domain",
  "invoice",
  "support",
  "affiliate",
]);

export const systemActions: Actions = {
  WhmcsDetails: () => ({ whmcs: { version: "8.13.1", canonicalversion: "8.13.1-release.1" } }),

  GetCurrencies: () => ({
    totalresults: CURRENCIES.length,
    currencies: found(
      "currency",
      CURRENCIES.map((currency) => ({ ...currency })),
    ),
  }),

  GetPaymentMethods: () => ({
    totalresults: GATEWAYS.length,
    paymentmethods: inner(
      "paymentmethod",
      GATEWAYS.map((gateway) => ({ ...gateway })),
    ),
  }),

  SendEmail: ({ db, clock }, params) => {
    const template = params.text("messagename");
    const type = params.text("customtype");
    if (template === "" && type === "")
      throw new Refusal("You must provide either an existing email template name or a custom message type");
    if (template === "") {
      if (!MESSAGE_TYPES.has(type)) throw new Refusal("Invalid message type provided");
      if (params.text("customsubject") === "")
        throw new Refusal("A subject is required for a custom message");
      if (params.text("custommessage") === "")
        throw new Refusal("A message body is required for a custom message");
    }
    if (params.text("customvars") !== "" && params.serialized("customvars") === null)
      throw new Refusal("The custom variables you provided are invalid.");
    const id = params.id("id");
    if (id === 0) throw new Refusal("A related ID is required");
    if (template !== "" && !TEMPLATES.has(template)) throw new Refusal("Email Template not found");
    if (DISABLED_TEMPLATES.has(template)) throw new Refusal("Email Template is disabled");
    if (!db.clients.has(id) && !db.invoices.has(id) && !db.services.has(id))
      throw new Refusal("Sending Failed. Please see documentation.");
    db.emails.push({
      at: clock.text(),
      template: template || type,
      subject: params.text("customsubject"),
      relatedId: id,
    });
    return {};
  },
};
