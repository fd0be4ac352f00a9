import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderOf, startFulfilmentBench, type FulfilmentBench } from "./fulfilment.testing.ts";

let bench: FulfilmentBench;
beforeAll(async () => {
  bench = await startFulfilmentBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.begin());

describe("an approved order is carried out to its end (portal.md 7)", () => {
  test("internet: one bill, both systems know, and the customer hears of it twice", async () => {
    const orderId = orderOf(7);
    await bench.staff("approve-order", orderId);
    expect(await bench.work(orderId)).toBe(1);

    expect(await bench.journal(orderId)).toMatchObject({
      ...{ state: "done", step: "tell_active", run: 1, errorCode: null },
      ...{ leaseToken: null, leasedUntil: null },
    });
    const { orders, services, acts } = await bench.ledger(orderId);
    expect(orders).toMatchObject([{ status: "active" }]);
    expect(services).toMatchObject([
      { productId: 185, status: "active", fields: { opportunityId: { value: "0065h0000000007AAA" } } },
      { productId: 242, status: "active" },
    ]);
    expect(acts).toEqual({});
    expect(await bench.stored(orderId)).toMatchObject({
      Status: "Processed",
      Activation_Status__c: "Activated",
      WHMCS_Order_ID__c: String(orders[0]?.id),
      Activation_Error_Code__c: null,
    });
    const lines = await bench.crm<Record<string, unknown>[]>("GET", "/order-items");
    const own = lines.filter((line) => line["OrderId"] === orderId);
    expect(own.map((line) => line["WHMCS_Service_ID__c"])).toEqual(services.map(({ id }) => String(id)));
    const opportunities = await bench.crm<Record<string, unknown>[]>("GET", "/opportunities");
    expect(opportunities.find(({ Id }) => Id === "0065h0000000007AAA")).toMatchObject({
      StageName: "Active",
      WHMCS_Service_ID__c: services[0]?.id,
      WH_Registeration__c: expect.stringContaining(
        `/admin/clientsservices.php?userid=1007&id=${services[0]?.id}`,
      ) as string,
    });
    expect(await bench.told()).toEqual(["order_activated", "order_approved"]);
    expect(await bench.mails()).toEqual(["order-activated", "order-approved"]);
    expect(await bench.waitingJobs("reconcile-order")).toEqual([]);
  });

  test("VPN, without an opportunity", async () => {
    const orderId = await bench.place({ choices: { kind: "vpn", region: "usa_sf" } }, [33, 37]);
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect((await bench.ledger(orderId)).services).toMatchObject([{ productId: 33 }, { productId: 37 }]);
  });
});
