import { describe, expect, test } from "vitest";
import type { WhmcsClientId } from "#domain/shared/ids.ts";
import { JPY } from "#domain/shared/money.ts";
import { failureOf, useBench } from "./testing/bench.ts";
import { fixtureWith } from "./testing/fixtures.ts";

const bench = useBench();
const clientId = 1042 as WhmcsClientId;
const list = () => bench.whmcs.listServices({ clientId, currency: JPY });

type Row = Record<string, unknown>;
/** The sample with one service, changed. */
const answerWith = (change: Row) =>
  fixtureWith("GetClientsProducts.single-object.json", (body) =>
    Object.assign((body as { products: { product: Row } }).products.product, change),
  );

describe("listServices", () => {
  test("asks for this client by name, and nobody else", async () => {
    bench.answer(answerWith({}));
    await list();
    expect(bench.server.received[0]?.params.get("clientid")).toBe("1042");
    expect(
      await failureOf(bench.whmcs.listServices({ clientId: 0 as WhmcsClientId, currency: JPY })),
    ).toMatchObject({
      code: "internal",
    });
  });

  test("trusts no row when one is another client's", async () => {
    bench.answer(answerWith({ clientid: 1043 }));
    expect(await failureOf(list())).toMatchObject({
      code: "provider_contract",
      facts: { field: "products.product.0.clientid" },
    });
  });

  test("shows names in the client's language, as text", async () => {
    bench.answer(answerWith({ name: "Plan", translated_name: "SIM &amp; 音声", translated_groupname: "" }));
    expect((await list()).rows).toMatchObject([{ name: "SIM & 音声", groupName: "モバイル" }]);
    bench.answer(answerWith({ name: "Plan", translated_name: "" }));
    expect((await list()).rows).toMatchObject([{ name: "Plan" }]);
  });

  test("keeps no login, password, server or note", async () => {
    bench.answer(
      answerWith({ username: "demodoma", password: "xxxxxxxx", notes: "VIP", serverip: "192.0.2.4" }),
    );
    expect(JSON.stringify(await list())).not.toMatch(/demodoma|xxxxxxxx|VIP|192\.0/);
  });

  test.each(["Semi-Annually", "semiannually", "SemiAnnually"])("reads the cycle %s", async (billingcycle) => {
    bench.answer(answerWith({ billingcycle }));
    expect((await list()).rows).toMatchObject([{ cycle: "semi_annually", nextDueOn: "2025-10-01" }]);
  });

  test("calls unknown what it does not know, and logs it", async () => {
    bench.answer(answerWith({ status: "Paused", billingcycle: "Weekly" }));
    expect((await list()).rows).toMatchObject([{ status: "unknown", cycle: "unknown" }]);
    expect(bench.logger.lines.filter(({ message }) => message === "unknown value")).toHaveLength(2);
  });

  test.each([
    [{ recurringamount: "2800.50" }, "recurringamount"],
    [{ pid: "" }, "pid"],
    [{ id: "x" }, "id"],
    [{ status: undefined }, "status"],
  ])("of a row with %j says that it is there and cannot be read", async (change, field) => {
    bench.answer(answerWith(change));
    const { rows, unreadable } = await list();
    expect([rows, unreadable]).toEqual([[], [{ id: field === "id" ? null : 301, field }]]);
    expect(bench.logger.lines).toContainEqual(
      expect.objectContaining({ level: "error", fields: expect.objectContaining({ field }) as object }),
    );
  });

  test("shows a service without the day it began, when that cannot be read", async () => {
    bench.answer(answerWith({ regdate: "yesterday" }));
    expect((await list()).rows).toMatchObject([{ id: 301, registeredOn: null }]);
  });
});
