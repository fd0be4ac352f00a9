import { describe, expect, test } from "vitest";
import { displayStatus, isPayable, taxSummary } from "#domain/invoices/rules.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { InvoiceId } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import { renderAt } from "~/components/render.testing.tsx";
import { money, payment, sampleInvoice } from "./document/testing/sample-invoice.ts";
import { InvoicePage } from "./invoice-page.tsx";
import { toInvoiceView } from "./invoice-view.ts";
import { PaymentsPage } from "./payments-page.tsx";

const account = { name: "Amelia Carter", csrf: "token", flash: null, limit: null };
const issuer = { name: "Mihon", address: "1-2-3", registrationNumber: "T7000012050002" };
const readAt = "2026-11-23T05:05:00.000Z";

/** The page's words, without markup. */
function textOf(changes: Record<string, unknown>, language: Language = "en"): string {
  const invoice = sampleInvoice(changes);
  const value = toInvoiceView({
    invoice,
    status: displayStatus(invoice, "2026-11-10" as CalendarDate),
    isPayable: isPayable(invoice),
    daysLeft: 5,
    tax: taxSummary(invoice),
    recipient: { name: "髙橋 花子", isOrganisation: false, address: [], customerNumber: null },
  });
  const part = { state: "ready" as const, value, readAt, staleSince: null };
  const page = <InvoicePage invoiceId={10101 as InvoiceId} part={part} issuer={issuer} />;
  return wordsOf(renderAt("/account/billing/invoices/10101", page, language, account));
}
const wordsOf = (html: string) => html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");

const out = (minor: number, date: string | null) =>
  payment({ id: minor, direction: "out", amount: money(minor), date });

describe("an invoice says how much of its money is where", () => {
  test.each<[string, Language, Record<string, unknown>, string]>([
    [
      "refunded",
      "en",
      { status: "refunded", transactions: [out(5478, "2026-11-05")] },
      "Refunded ¥5,478 on 5 Nov 2026.",
    ],
    [
      "refunded in two parts",
      "ja",
      { status: "refunded", transactions: [out(3000, "2026-11-07"), out(2478, "2026-11-05")] },
      "2026年11月7日に5,478円を返金しました。",
    ],
    [
      "refunded on no known day",
      "en",
      { status: "refunded", transactions: [out(5478, null)] },
      "was refunded.",
    ],
    [
      "being confirmed",
      "en",
      { status: "payment_pending", transactions: [], balance: money(5478) },
      "Being confirmed: ¥5,478. Do not pay again.",
    ],
    [
      "paid in part",
      "en",
      { status: "unpaid", total: money(5478), balance: money(3478) },
      "¥3,478 of ¥5,478",
    ],
    [
      "paid in part, in Japanese",
      "ja",
      { status: "unpaid", total: money(5478), balance: money(3478) },
      "請求額5,478円のうち3,478円",
    ],
  ])("%s, %s", (_what, language, changes, words) => expect(textOf(changes, language)).toContain(words));

  test("and nothing of a part where all is due or all is paid", () => {
    const unpaid = { status: "unpaid", balance: money(10428), transactions: [] };
    for (const changes of [{}, unpaid]) expect(textOf(changes)).not.toContain(" of ¥");
  });
});

test.each([
  [1, "1 saved payment method cannot be shown right now."],
  [2, "2 saved payment methods cannot be shown right now."],
])("stored methods that cannot be read are told, and never as none stored: %i", (unreadable, words) => {
  const part = { state: "ready" as const, value: { methods: [], unreadable }, readAt, staleSince: null };
  const page = <PaymentsPage back={null} methods={{ value: part }} />;
  const text = wordsOf(renderAt("/account/billing/payments", page, "en", account));
  expect(text).toContain(words);
  expect(text).not.toContain("Add a card or a bank account");
});
