import { expect, test } from "vitest";
import { InvoiceIdSchema } from "#domain/shared/ids.ts";
import { movementTitle, titleOf } from "./description.ts";

const invoiceId = InvoiceIdSchema.parse(10101);
const descriptions = { "10101": "光回線 Home 1G\nSIM 音声 25GB\n割引" };

test("a title is the first line, with how many stand behind it", () => {
  expect(titleOf(descriptions["10101"])).toEqual({ title: "光回線 Home 1G", more: 2 });
  expect(titleOf("")).toEqual({ title: null, more: 0 });
  expect(titleOf(undefined)).toEqual({ title: null, more: 0 });
});

test("of a statement only invoices that have been read are named", () => {
  expect(movementTitle({ kind: "invoice", invoiceId }, descriptions)).toBe("光回線 Home 1G");
  expect(movementTitle({ kind: "invoice", invoiceId }, {})).toBeNull();
  expect(movementTitle({ kind: "payment", invoiceId }, descriptions)).toBeNull();
  expect(movementTitle({ kind: "credit_added", invoiceId: null }, descriptions)).toBeNull();
});
