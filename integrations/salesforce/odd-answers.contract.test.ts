import { expect, test } from "vitest";
import { AccountIdSchema, PortalKeySchema } from "#domain/shared/salesforce-ids.ts";
import { usePlayback } from "./testing/playback.ts";
import { readComposite, readRows, upsertRecord } from "./writes.ts";

const bench = usePlayback();
const headers = { "content-type": "application/json;charset=UTF-8" };
const json = (body: unknown, status = 200) => ({ status, headers, body });
const accountId = AccountIdSchema.parse("0015h0000000001AAA");
const row = { Id: "8015h0000000007AAA", AccountId: accountId };
const page = (rest: object) => json({ totalSize: 2, done: true, records: [row], ...rest });
const NEXT = "/services/data/v62.0/query/01g5h0000000001AAA-1";

test.each([
  [
    "another customer's order",
    page({ totalSize: 1, records: [{ ...row, AccountId: "0015h0000000002AAA" }] }),
  ],
  ["the same order twice", page({ records: [row, row] })],
  ["fewer orders than were announced", page({})],
  ["a page that leads to itself", page({ totalSize: 9, done: false, nextRecordsUrl: NEXT })],
])("%s is no list of orders", async (_, answer) => {
  bench.answer(answer);
  await expect(bench.salesforce.listOrders({ accountId })).rejects.toMatchObject({
    code: "provider_contract",
  });
  expect(bench.calls().length).toBeLessThan(5);
});

test("an order that cannot be read is named, and told once", async () => {
  bench.answer(page({ totalSize: 1 }));
  const wanted = { orders: [], unreadable: [row.Id] };
  expect(await bench.salesforce.listOrders({ accountId })).toEqual(wanted);
  expect(await bench.salesforce.listOrders({ accountId })).toEqual(wanted);
  expect(bench.logger.lines.filter(({ level }) => level === "error")).toHaveLength(1);
});

test("a read that is refused is not told as a refused command", async () => {
  bench.answer(json([{ errorCode: "NEW_CODE", message: "x" }], 400));
  await expect(bench.salesforce.listOrders({ accountId })).rejects.toMatchObject({
    code: "provider_contract",
  });
});

test("204 to an upsert is success: the record is asked for by its key", async () => {
  const key = PortalKeySchema.parse("ord-00000000-0000-4000-8000-000000000007");
  bench.answer({ status: 204 }, page({ totalSize: 1, records: [{ ...row, Portal_Key__c: key }] }));
  const saved = upsertRecord(bench.client, { action: "test", object: "Order", key, fields: {} });
  expect(await saved).toEqual({ id: row.Id, created: false });
});

test("each part of a call of several records is answered once", () => {
  const part = (referenceId: string) => ({ referenceId, httpStatusCode: 204, body: null });
  const read = (...ids: string[]) => readComposite({ compositeResponse: ids.map(part) }, ["a", "b"]);
  expect([...read("b", "a").keys()]).toEqual(["b", "a"]);
  for (const ids of [["a"], ["a", "a"], ["a", "b", "c"]]) expect(() => read(...ids)).toThrow();
  expect(() => readRows([{ id: "8025h0000000001AAA", success: true }], 3)).toThrow();
});
