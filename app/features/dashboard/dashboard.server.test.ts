import { describe, expect, test } from "vitest";
import type { InvoiceSummary } from "#domain/invoices/schema.ts";
import type { PayMethod } from "#domain/payments/schema.ts";
import type { CustomerOrder } from "#domain/orders/customer-order.ts";
import type { CalendarDate, CalendarMonth } from "#domain/shared/dates.ts";
import type { InvoiceId, PayMethodId } from "#domain/shared/ids.ts";
import { JPY, type Money } from "#domain/shared/money.ts";
import { mapPart, type Part } from "~/platform/page/part.ts";
import { createTranslator } from "~/platform/i18n/translator.tsx";
import { messagesOf } from "~/messages/messages.server.ts";
import { toDashboard, type Bills, type Standing } from "./dashboard.server.ts";

const today = "2026-11-23" as CalendarDate;
const yen = (minor: number): Money => ({ currency: JPY, minor });
const gone = { state: "unavailable", triedAt: "t", reference: "r" } as const;
const ready = <T>(value: T): Part<T> => ({ state: "ready", value, readAt: "t", staleSince: null });

function invoice(id: number, dueOn: string): InvoiceSummary {
  const base = { status: "unpaid", issuedOn: null, paidOn: null, total: yen(990), hasTax: true } as const;
  return { ...base, id: id as InvoiceId, number: String(id), dueOn: dueOn as CalendarDate };
}

const nothing: Standing = {
  orders: null,
  verification: null,
  eligibility: null,
  unfinished: [],
  activeServices: null,
};

function dashboardOf(billing: Part<Bills>, payMethods: Part<PayMethod[]>, standing: Standing = nothing) {
  const translator = createTranslator("en", messagesOf("en"));
  const listed = mapPart(payMethods, (rows) => ({ rows, unreadable: [] }));
  return toDashboard({ bills: billing, payMethods: listed, standing }, { today, translator });
}

function bills(change: Partial<Bills> = {}): Bills {
  const overdue = [invoice(1, "2026-10-15"), invoice(2, "2026-11-15")];
  return {
    counts: { all: 3, unpaid: 0, overdue: 2, paid: 1 },
    due: null,
    credit: null,
    collections: [],
    unreadable: [],
    tax: "all",
    nextDueOn: null,
    spending: [],
    recent: [],
    open: { unpaid: [], overdue },
    balances: new Map(overdue.map(({ id }) => [Number(id), yen(500)])),
    ...change,
  };
}

function card(expires: string | null, lastFour = "4242"): PayMethod {
  const base = {
    id: 1 as PayMethodId,
    kind: "card",
    brand: "Visa",
    description: "",
    gateway: "stripe",
  } as const;
  return { ...base, lastFour, expires: expires as CalendarMonth | null };
}

describe("toDashboard", () => {
  test("sums what is still due of a task's invoices, by the billing system's own balances", () => {
    const { tasks } = dashboardOf(ready(bills()), ready([card("2030-01")]));
    expect(tasks).toMatchObject([
      { type: "invoices_overdue", count: 2, amount: yen(1000), dueOn: "2026-10-15" },
    ]);
  });

  test.each([
    ["too many to ask for", null],
    ["one of them missing", new Map([[1, yen(500)]])],
  ])("%s: the amount is not known, and never a part of it", (_, balances) => {
    const { tasks } = dashboardOf(ready(bills({ balances })), ready([card(null)]));
    expect(tasks).toMatchObject([{ type: "invoices_overdue", amount: null }]);
  });

  test("a part that could not be read makes no task and stays unavailable", () => {
    expect(dashboardOf(gone, gone)).toEqual({ tasks: [], bills: gone, payMethods: gone });
    expect(dashboardOf(gone, ready([])).tasks.map(({ type }) => type)).toEqual(["payment_method_missing"]);
  });

  test.each<[string, PayMethod[], string | null]>([
    ["an expired one alone", [card("2026-10", "0002")], "0002"],
    ["one that still works beside it", [card("2026-10", "0002"), card("2026-11")], null],
    ["one that does not expire beside it", [card("2026-10"), card(null)], null],
    ["only expired ones", [card("2026-10", "0002"), card("2020-01", "1111")], "0002"],
  ])("%s: the customer is told of %s", (_, methods, lastFour) => {
    const none = { counts: { all: 1, unpaid: 0, overdue: 0, paid: 1 }, open: { unpaid: [], overdue: [] } };
    const { tasks } = dashboardOf(ready(bills(none)), ready(methods));
    expect(tasks).toEqual(
      lastFour === null ? [] : [{ type: "payment_method_expired", tone: "caution", lastFour }],
    );
  });

  test("what is told of orders and checks leads to their pages, in words", () => {
    const open = { id: "8015h0000000007AAA", number: "00000007", label: "under_review" } as CustomerOrder;
    const standing: Standing = {
      ...nothing,
      orders: [open],
      verification: "rejected",
      eligibility: "pending",
    };
    const none = { open: { unpaid: [], overdue: [] } };
    const { tasks } = dashboardOf(ready(bills(none)), ready([card(null)]), standing);
    expect(tasks).toMatchObject([
      { title: "We could not accept your identity document", go: { href: "/account/settings/verification" } },
      { title: "Order 00000007 is in progress", go: { href: "/account/orders/8015h0000000007AAA" } },
      { title: "We are checking your address", go: { href: "/account/services/internet" } },
    ]);
  });

  test("sends the page no more than it shows", () => {
    const { bills: shown, payMethods } = dashboardOf(ready(bills()), ready([card(null)]));
    expect(shown.state === "ready" && Object.keys(shown.value).toSorted()).toEqual([
      "collections",
      "counts",
      "credit",
      "due",
      "nextDueOn",
      "recent",
      "spending",
      "tax",
      "unreadable",
    ]);
    expect(payMethods).toMatchObject({ value: { count: 1 } });
    expect(JSON.stringify(payMethods)).not.toContain("4242");
  });
});
