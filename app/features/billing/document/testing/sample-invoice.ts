import { fileURLToPath } from "node:url";
import { InvoiceSchema } from "#domain/invoices/schema.ts";
import type { Invoice } from "#domain/invoices/schema.ts";
import { CurrencyCodeSchema } from "#domain/shared/money.ts";
import type { Money } from "#domain/shared/money.ts";
import type { InvoiceDocument } from "../invoice-document.server.ts";

export const FONTS = fileURLToPath(new URL("../../../../../assets/fonts", import.meta.url));

export function money(minor: number, currency = "JPY"): Money {
  return { currency: CurrencyCodeSchema.parse(currency), minor };
}

export function line(description: string, minor: number, taxed = true): Invoice["lines"][number] {
  return { description, amount: money(minor), taxed, serviceId: null };
}

/** The paid invoice 10101 of 髙橋 花子 in world.md 4, with what a test changes about it. */
export function sampleInvoice(changes: Record<string, unknown> = {}): Invoice {
  return InvoiceSchema.parse({
    id: 10101,
    number: "A510101",
    hasTax: true,
    status: "paid",
    issuedOn: "2026-11-01",
    dueOn: "2026-11-15",
    paidOn: "2026-11-03",
    subtotal: money(9480),
    credit: money(0),
    tax: money(948),
    tax2: money(0),
    total: money(10428),
    balance: money(0),
    taxRate: "10",
    taxRate2: "0",
    gateway: "stripe",
    capturable: true,
    lines: [line("光回線 Home 1G ゴールド", 6500), line("SIM 音声 25GB\n2026年11月1日〜11月30日", 2980)],
    transactions: [payment({ amount: money(10428) })],
    ...changes,
  });
}

export function payment(changes: Record<string, unknown>): Record<string, unknown> {
  return {
    id: 1,
    invoiceId: 10101,
    date: "2026-11-03",
    gateway: "stripe",
    description: "Invoice Payment",
    reference: "ch_42",
    direction: "in",
    ...changes,
  };
}

export function sampleDocument(changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    language: "ja",
    issuer: {
      name: "見本テレコム株式会社",
      addressLines: ["〒105-0000", "東京都港区見本1-2-3"],
      phone: "0120-000-000",
      registrationNumber: "T7000012050002",
    },
    recipient: {
      name: "髙橋 花子",
      organisation: false,
      addressLines: ["〒530-0001", "大阪府大阪市北区梅田2-4-9"],
      customerNumber: "CN-100002",
    },
    invoice: sampleInvoice(),
    displayStatus: { text: "支払い済み", tone: "positive" },
    taxRows: [{ ratePercent: "10", reduced: false, base: money(9480), tax: money(948) }],
    pricesIncludeTax: false,
    nonTaxable: null,
    gateways: [{ name: "stripe", displayName: "クレジットカード" }],
    ...changes,
  };
}
