import { describe, expect, it } from "vitest";
import { monthStart } from "../dates.ts";
import { cardNumberOf, eidOf, iccidOf, imsiOf, salesforceId } from "./ids.ts";
import type { WorldInvoice } from "./invoices.ts";
import { LONG_LINE_BYTES } from "./invoices.ts";
import { buildWorld } from "./world.ts";

const TODAY = "2026-11-23";
const world = buildWorld(TODAY);

function totalOf(invoice: WorldInvoice): number {
  return invoice.lines.reduce((sum, line) => sum + line.amount, invoice.tax);
}
function invoicesOf(clientId: number): WorldInvoice[] {
  return world.invoices.filter((invoice) => invoice.clientId === clientId);
}
function sum(invoices: readonly WorldInvoice[]): number {
  return invoices.reduce((total, invoice) => total + totalOf(invoice), 0);
}

describe("numbers by rule (world.md 1 and 3)", () => {
  it.each([
    ["09000001001", "8981100000000010019"],
    ["09000001002", "8981100000000010027"],
    ["09000003001", "8981100000000030017"],
    ["09000006101", "8981100000000061012"],
  ])("ICCID of %s", (msisdn, iccid) => expect(iccidOf(msisdn)).toBe(iccid));

  it.each([
    ["09000001001", "89049032000000000000000000100170"],
    ["09000001007", "89049032000000000000000000100752"],
    ["09000001008", "89049032000000000000000000100849"],
  ])("EID of %s", (msisdn, eid) => {
    expect(eidOf(msisdn)).toBe(eid);
    expect(BigInt(eid) % 97n).toBe(1n);
  });

  it("IMSI, card number and Salesforce ids", () => {
    expect(imsiOf("09000001001")).toBe("440109000001001");
    expect(cardNumberOf("09000001002")).toBe("AX0009000001002");
    expect(salesforceId("001", 21)).toBe("0015h0000000021AAA");
    expect(salesforceId("801", 6)).toBe("8015h0000000006AAA");
  });
});

describe("invoices (world.md 4)", () => {
  it("1001: paid, paid, unpaid due in five days", () => {
    const rows = invoicesOf(1001).map((invoice) => [
      invoice.id,
      invoice.status,
      totalOf(invoice),
      invoice.date,
      invoice.dueDate,
    ]);
    expect(rows).toEqual([
      [10_001, "Paid", 2_178, "2026-09-01", "2026-09-15"],
      [10_002, "Paid", 5_478, "2026-10-01", "2026-10-15"],
      [10_003, "Unpaid", 4_928, "2026-11-01", "2026-11-28"],
    ]);
  });

  it("1002: thirteen months of 10,428 and one counted line by line", () => {
    const invoices = invoicesOf(1002);
    expect(invoices).toHaveLength(14);
    expect(invoices.slice(0, 13).map(totalOf)).toEqual(Array<number>(13).fill(10_428));
    expect(invoices[0]?.date).toBe("2025-11-01");
    const last = invoices[13];
    expect(last).toMatchObject({ id: 10_114, tax: 30, date: "2026-10-14", status: "Paid" });
    expect(last?.lines.map((line) => [line.amount, line.taxed])).toEqual([
      [105, true],
      [105, true],
      [105, true],
      [3_000, false],
    ]);
    expect(last && totalOf(last)).toBe(3_345);
  });

  it("1003: 5,000 invoices with the stated sums over twelve years", () => {
    const invoices = invoicesOf(1003);
    const unpaid = invoices.filter((invoice) => invoice.status === "Unpaid");
    expect(invoices).toHaveLength(5_000);
    expect(sum(invoices)).toBe(99_220_000);
    expect(sum(invoices.filter((invoice) => invoice.status === "Paid"))).toBe(98_489_160);
    expect(sum(unpaid.filter((invoice) => invoice.dueDate >= TODAY))).toBe(256_520);
    expect(sum(unpaid.filter((invoice) => invoice.dueDate < TODAY))).toBe(314_600);
    expect(invoices.filter((invoice) => invoice.status === "Cancelled").map((invoice) => invoice.id)).toEqual(
      Array.from({ length: 10 }, (_, index) => 24_971 + index),
    );
    expect(invoices[0]?.date).toBe(monthStart(TODAY, -143));
    expect(invoices[4_979]?.date).toBe("2026-11-01");
    expect(invoices[4_999]).toMatchObject({ id: 25_000, date: "2026-11-03", dueDate: "2026-11-20" });
  });

  it("1005: six states, 3,478 left of the partly paid one", () => {
    const invoices = invoicesOf(1005);
    expect(invoices.map((invoice) => [invoice.id, invoice.status, totalOf(invoice)])).toEqual([
      [10_501, "Refunded", 990],
      [10_502, "Cancelled", 990],
      [10_503, "Collections", 990],
      [10_504, "Unpaid", 990],
      [10_505, "Unpaid", 990],
      [10_506, "Unpaid", 5_478],
    ]);
    expect(invoices[5]?.received).toBe(2_000);
    const due = invoices
      .filter((invoice) => invoice.status === "Unpaid")
      .reduce((total, invoice) => total + totalOf(invoice) - invoice.received, 0);
    expect(due).toBe(5_458);
  });

  it("1006: a line of exactly 1 MB", () => {
    const invoices = invoicesOf(1006);
    expect(invoices.map((invoice) => [invoice.id, invoice.status, totalOf(invoice)])).toEqual([
      [10_601, "Paid", 1_408],
      [10_602, "Unpaid", 1_408],
      [10_603, "Payment Pending", 1_408],
    ]);
    expect(invoices[1]?.dueDate).toBe("2026-11-26");
    expect(Buffer.byteLength(invoices[1]?.lines[0]?.description ?? "")).toBe(LONG_LINE_BYTES);
  });

  it("1008, 1009 and 2001", () => {
    expect(invoicesOf(1008).map(totalOf)).toEqual(Array<number>(6).fill(968));
    expect(invoicesOf(1009).map((invoice) => [totalOf(invoice), invoice.tax, invoice.date])).toEqual([
      [1_999, 0, "2026-10-01"],
      [2_199, 0, "2026-11-01"],
    ]);
    expect(invoicesOf(2001).map(totalOf)).toEqual(Array<number>(9).fill(4_158));
    expect([1004, 1007, 2003].flatMap(invoicesOf)).toEqual([]);
  });

  it("nothing was received after the day it starts, whatever day that is", () => {
    for (const today of ["2026-11-01", "2026-03-01", "2028-02-29", "2026-12-31"])
      for (const invoice of buildWorld(today).invoices)
        if (invoice.receivedAt !== null) {
          expect(invoice.receivedAt <= `${today} 09:00:00`).toBe(true);
          expect(invoice.receivedAt >= invoice.date).toBe(true);
        }
  });
});

describe("clients, catalogue, services, pay methods", () => {
  it("has the clients, customer numbers and logins", () => {
    expect(world.clients.map((client) => client.id)).toEqual([
      1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 2001, 2003,
    ]);
    expect(world.clients.find((client) => client.id === 2001)).toMatchObject({
      customerNumber: "CN-100021",
      accountId: "0015h0000000021AAA",
    });
    expect(world.clients.find((client) => client.id === 2003)?.customerNumber).toBeNull();
    expect(world.users.find((user) => user.id === 7003)).toMatchObject({
      email: "accounts@example.com",
      clients: [{ id: 1003, isOwner: false }],
    });
    expect(new Set(world.users.map((user) => user.id)).size).toBe(12);
  });

  it("prices every pid of the catalogue", () => {
    const prices = Object.fromEntries([...world.products].map(([pid, product]) => [pid, product.price]));
    expect(prices).toMatchObject({
      181: 5_500,
      182: 6_500,
      183: 7_500,
      184: 4_800,
      186: 6_800,
      187: 4_300,
      189: 6_300,
      190: 7_000,
      192: 9_000,
      242: 22_800,
      243: 1_900,
      244: 950,
      245: 3_000,
      246: 450,
      247: 1_000,
      201: 1_280,
      202: 1_980,
      203: 2_980,
      204: 4_980,
      205: 3_980,
      206: 880,
      207: 1_480,
      208: 2_480,
      209: 980,
      210: 1_500,
      211: 300,
      212: 200,
      213: 900,
      33: 2_500,
      54: 2_500,
      37: 3_000,
    });
    expect(
      [...world.products.values()]
        .filter((product) => product.cycle === "Onetime")
        .map((product) => product.pid),
    ).toEqual([242, 245, 247, 210, 37]);
  });

  it("has forty lines of 1003, the last two cancelled", () => {
    const fleet = world.services.filter((service) => service.clientId === 1003);
    expect(fleet.map((service) => service.id)).toEqual(
      Array.from({ length: 40 }, (_, index) => 30_301 + index),
    );
    expect(fleet.filter((service) => service.status === "Cancelled").map((service) => service.id)).toEqual([
      30_339, 30_340,
    ]);
    expect(fleet[39]?.line?.msisdn).toBe("09000003040");
  });

  it("has the pay methods, one expired and one in its last month", () => {
    const expiry = (id: number): string | undefined => {
      const method = world.payMethods.find((candidate) => candidate.id === id);
      return method?.kind === "card" ? method.expires : undefined;
    };
    expect(expiry(10_051)).toBe("2026-09-01");
    expect(expiry(10_081)).toBe("2026-11-01");
    expect(world.payMethods.map((method) => method.id)).toEqual([
      10_011, 10_012, 10_021, 10_031, 10_051, 10_061, 10_071, 10_081, 20_011,
    ]);
  });
});
