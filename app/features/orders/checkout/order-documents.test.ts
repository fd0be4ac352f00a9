import { describe, expect, test } from "vitest";
import { priceCart } from "#domain/orders/cart.ts";
import type { LegalDocument } from "#domain/orders/legal-document.ts";
import { facts, internet, products, sim, vpn } from "#domain/orders/price-book.testing.ts";
import type { Selection } from "#domain/orders/selection.ts";
import type { PayMethod } from "#domain/payments/schema.ts";
import { JapaneseAddressSchema } from "#domain/users/customer.ts";
import { brandOf } from "~/messages/brand.ts";
import { messagesOf } from "~/messages/messages.server.ts";
import { CompanySchema, demoCompany } from "~/platform/config/company.server.ts";
import { createI18n } from "~/platform/i18n/i18n.tsx";
import { toDocumentFile } from "./document-file.server.ts";
import { confirmationDocument, explanationDocument } from "./order-documents.ts";

const company = CompanySchema.parse(demoCompany);
const address = JapaneseAddressSchema.parse({
  postcode: "106-0044",
  prefecture: "東京都",
  city: "港区",
  street: "東麻布<1>",
  building: null,
  room: null,
});
const card = { kind: "card", brand: "Visa", lastFour: "4242", description: "" } as PayMethod;

function documentsOf(selection: Selection, language: "en" | "ja") {
  const i18n = createI18n({
    language,
    messages: messagesOf(language),
    brand: brandOf(company, language),
    now: new Date("2026-11-23T00:00:00Z"),
  });
  const priced = priceCart({ selection, products, facts: { ...facts, hasActiveSim: true } });
  if (!("ok" in priced)) throw new Error(JSON.stringify(priced.problems));
  const told = { i18n, selection, cart: priced.ok };
  return {
    explanation: explanationDocument(told),
    confirmation: confirmationDocument({ ...told, address, payMethods: [card] }),
  };
}
const textOf = ({ sections }: LegalDocument) =>
  sections.flatMap(({ title, rows }) => [title, ...rows.flatMap((row) => [row.label, row.text])]).join("\n");

const KINDS = { internet: internet(), sim: sim(), vpn: vpn() };
/** JP-TB-1 and JP-SC-2, by section. */
const EXPLAINED = [
  "operator",
  "service",
  "lines",
  "charges",
  "discounts",
  "term",
  "ending",
  "eight",
  "language",
];
const CONFIRMED = ["lines", "charges", "payment", "start", "term", "ending", "eight", "operator"];

describe.each(["internet", "sim", "vpn"] as const)("documents of an order for %s", (kind) => {
  test.each(["en", "ja"] as const)("say all that has to be said (%s)", (language) => {
    const { explanation, confirmation } = documentsOf(KINDS[kind], language);
    expect(explanation.sections.map(({ id }) => id)).toEqual(EXPLAINED);
    expect(confirmation.sections.map(({ id }) => id)).toEqual(expect.arrayContaining(CONFIRMED));
    for (const document of [explanation, confirmation]) {
      for (const { rows } of document.sections) expect(rows.length).toBeGreaterThan(0);
      expect(textOf(document)).not.toMatch(/\{\w+\}|<\w+>.*<\/\w+>|undefined/);
      expect(textOf(document)).toContain("0120-000-000");
    }
  });
});

test("what depends on the choice is said of it", () => {
  const english = (selection: Selection) => textOf(documentsOf(selection, "en").explanation);
  expect(english(sim())).toContain("You can call 110, 118 and 119.");
  expect(english(sim())).toContain(
    "The monthly charge is free in the calendar month in which the service starts.",
  );
  expect(english(sim({ planSku: "FAMILY-50" }))).toContain("Family price");
  expect(english(sim({ planSku: "DATA-5" }))).toContain("You cannot call 110, 118 or 119.");
  expect(english(sim({ planSku: "DATA-5" }))).not.toContain("Calls and messages");
  expect(english(sim())).toContain(
    "Before the end of the minimum term: at most one monthly charge of the plan.",
  );
  const paid = english(
    internet({ installationSku: "INTERNET-INSTALL-12M", accessMode: "ipoe_home_gateway" }),
  );
  for (const text of ["12 payments, ¥25,080 in total.", "The remaining installation payments"])
    expect(paid).toContain(text);
  expect(paid).toContain("Rented devices");
  expect(english(vpn())).toContain("We offer the same right for this contract");
  const { confirmation } = documentsOf(sim({ startsOn: "2026-12-01" as never }), "en");
  expect(textOf(confirmation)).toContain("On Tuesday 1 December 2026");
  expect(textOf(confirmation)).toContain("For a start on 1 Dec 2026, you pay ¥1,650 until 31 Dec 2026");
});

test("a file is the same for the same document, another for another, and takes nothing as markup", () => {
  const { confirmation } = documentsOf(vpn(), "en");
  const file = toDocumentFile(confirmation);
  expect(toDocumentFile(structuredClone(confirmation))).toEqual(file);
  expect(toDocumentFile(documentsOf(vpn("VPN-UK"), "en").confirmation).sha256).not.toBe(file.sha256);
  expect(file.html).toContain("東麻布&lt;1&gt;");
  expect(file.html).not.toMatch(/<script|src=|https?:/);
});
