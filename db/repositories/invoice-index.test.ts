import { afterAll, beforeAll, expect, test } from "vitest";
import { InvoiceIdSchema } from "#domain/shared/ids.ts";
import type { Database } from "../client.server.ts";
import { asCustomer } from "../row-security.server.ts";
import { seedDemo } from "../seed.server.ts";
import { seedUserId } from "../seed-world.server.ts";
import { openTestDatabase } from "../testing.server.ts";
import { listIndexedInvoices, saveIndexedInvoices, type IndexedInvoice } from "./invoice-index.server.ts";

const now = new Date("2026-11-23T00:00:00Z");
const userId = seedUserId(1006);
const id = (value: number) => InvoiceIdSchema.parse(value);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now });
});
afterAll(() => database.close());

const save = (invoices: IndexedInvoice[]) =>
  asCustomer(database, userId, (tx) => saveIndexedInvoices(tx, { userId, invoices, now }));
const list = (owner = userId) => asCustomer(database, owner, listIndexedInvoices);

test("keeps what invoices say, a megabyte and NUL included, and a later reading replaces an earlier one", async () => {
  const hostile = `"<b>\u0000'); -- 👩‍👩‍👧‍👦 ${"x".repeat(1_000_000)}`;
  await save([
    { invoiceId: id(1), number: "A500001", description: "first reading" },
    { invoiceId: id(2), number: "", description: hostile },
  ]);
  await save([{ invoiceId: id(1), number: "A500001", description: "second reading" }]);
  await save([]);
  const found = (await list()).sort((a, b) => a.invoiceId - b.invoiceId);
  expect(found).toEqual([
    { invoiceId: 1, description: "second reading" },
    { invoiceId: 2, description: hostile.replaceAll("\u0000", "") },
  ]);
});

test("lists the invoices of the customer who asks and of nobody else", async () => {
  await save([{ invoiceId: id(3), number: "", description: "mine" }]);
  expect((await list()).some(({ description }) => description === "mine")).toBe(true);
  expect(await list(seedUserId(1001))).toEqual([]);
});
