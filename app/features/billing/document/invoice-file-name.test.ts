import { describe, expect, it } from "vitest";
import { invoiceFileName } from "./invoice-file-name.ts";
import { money, sampleInvoice } from "./testing/sample-invoice.ts";

describe("invoiceFileName", () => {
  it.each([
    ["見本テレコム株式会社", {}, "20261101_見本テレコム株式会社_10428_A510101.pdf"],
    ["Mihon Telecom K.K.", {}, "20261101_Mihon-Telecom-K.K_10428_A510101.pdf"],
    ["M", { total: money(2199, "USD"), number: "10902" }, "20261101_M_21.99_10902.pdf"],
    ["M", { issuedOn: null }, "undated_M_10428_A510101.pdf"],
    ["../../etc/passwd", { number: 'a"b\r\nc_d\u202Ee' }, "20261101_etc-passwd_10428_a-b-c-d-e.pdf"],
    ["///", {}, "20261101_-_10428_A510101.pdf"],
  ])("%j %j is %j (JP-MO-10)", (operator, changes, expected) => {
    expect(invoiceFileName({ operator, invoice: sampleInvoice(changes) })).toBe(expected);
  });
});
