import { describe, expect, test } from "vitest";
import type { InvoiceSummary } from "../invoices/schema.ts";
import type { CalendarDate } from "../shared/dates.ts";
import type { InvoiceId } from "../shared/ids.ts";
import { JPY, sum } from "../shared/money.ts";
import type { CustomerOrder } from "../orders/customer-order.ts";
import { tasksOf, type TaskInput } from "./tasks.ts";

const today = "2026-11-23" as CalendarDate;

function invoice(id: number, dueOn: string | null): InvoiceSummary {
  return {
    id: id as InvoiceId,
    number: `A${id}`,
    status: "unpaid",
    issuedOn: "2026-11-01" as CalendarDate,
    dueOn: dueOn as CalendarDate | null,
    paidOn: null,
    total: { currency: JPY, minor: 1000 },
    hasTax: true,
  };
}

const balanceOf = (invoices: readonly InvoiceSummary[]) =>
  sum(
    invoices.map(({ total }) => total),
    JPY,
  );

const empty = { overdue: [], unpaid: [], isEmpty: true, balanceOf };
const nothingElse = {
  orders: [],
  verification: null,
  eligibility: null,
  unfinished: [],
  activeServices: 0,
};

function tasks(invoices: Partial<TaskInput["invoices"]> | null, payMethods: TaskInput["payMethods"]) {
  const bills = invoices && { overdue: [], unpaid: [], isEmpty: false, balanceOf, ...invoices };
  return tasksOf({ ...nothingElse, invoices: bills, payMethods }, today);
}
const types = (...input: Parameters<typeof tasks>) => tasks(...input).map(({ type }) => type);

const good = { count: 1, expiredLastFour: null };
const none = { count: 0, expiredLastFour: null };
const expired = { count: 1, expiredLastFour: "0002" };
const late = invoice(1, "2026-11-22");
const soon = invoice(2, "2026-11-28");

describe("what waits for the customer, the most urgent first", () => {
  test.each<[string, Parameters<typeof tasks>, string[]]>([
    ["nothing", [{}, good], []],
    [
      "late, no card, soon",
      [{ overdue: [late], unpaid: [soon] }, none],
      ["invoices_overdue", "payment_method_missing", "invoices_due_soon"],
    ],
    [
      "late, expired card, soon",
      [{ overdue: [late], unpaid: [soon] }, expired],
      ["invoices_overdue", "payment_method_expired", "invoices_due_soon"],
    ],
    ["a new customer", [{ isEmpty: true }, none], ["payment_method_missing", "onboarding"]],
  ])("%s", (_, input, expectedTypes) => {
    expect(types(...input)).toEqual(expectedTypes);
  });

  test("never more than four", () => {
    expect(
      tasks({ overdue: [late], unpaid: [soon], isEmpty: true }, { count: 0, expiredLastFour: "0002" }),
    ).toHaveLength(4);
  });

  test("tones follow the urgency", () => {
    const found = tasks({ overdue: [late], unpaid: [soon], isEmpty: true }, none);
    expect(found.map(({ tone }) => tone)).toEqual(["critical", "critical", "caution", "info"]);
  });
});

describe("what could not be read makes no task", () => {
  test("invoices unknown: nothing is said about them, not even that there are none", () => {
    expect(types(null, none)).toEqual(["payment_method_missing"]);
  });

  test("payment methods unknown are not the same as none", () => {
    expect(types({ overdue: [late] }, null)).toEqual(["invoices_overdue"]);
  });

  test("an amount that is not known stays unknown, and the task is still there", () => {
    expect(tasks({ overdue: [late], balanceOf: () => null }, good)).toMatchObject([
      { type: "invoices_overdue", amount: null, count: 1 },
    ]);
  });
});

describe("due soon", () => {
  test.each([
    ["2026-11-23", true],
    ["2026-11-30", true],
    ["2026-12-01", false],
    [null, false],
  ])("due on %s: %s", (dueOn, isSoon) => {
    expect(types({ unpaid: [invoice(1, dueOn)] }, good)).toEqual(isSoon ? ["invoices_due_soon"] : []);
  });

  test("counts and sums only those that are soon", () => {
    expect(tasks({ unpaid: [invoice(1, "2026-12-31"), soon, invoice(3, "2026-11-25")] }, good)).toMatchObject(
      [{ count: 2, amount: { minor: 2000 }, dueOn: "2026-11-25", invoice: null }],
    );
  });
});

test("one invoice is named, several are counted with the earliest day", () => {
  expect(tasks({ overdue: [late] }, good)).toEqual([
    {
      type: "invoices_overdue",
      tone: "critical",
      count: 1,
      amount: { currency: JPY, minor: 1000 },
      dueOn: "2026-11-22",
      invoice: { id: 1, number: "A1" },
    },
  ]);
  const several = [late, invoice(3, "2026-09-15"), invoice(4, "2026-10-15")];
  expect(tasks({ overdue: several }, good)).toMatchObject([{ count: 3, dueOn: "2026-09-15", invoice: null }]);
});

test("an expired card is named by its last digits", () => {
  expect(tasks({}, expired)).toEqual([{ type: "payment_method_expired", tone: "caution", lastFour: "0002" }]);
});

describe("beside bills", () => {
  const order = (id: string, label: CustomerOrder["label"]) => ({ id, number: id, label }) as CustomerOrder;
  const open = order("8", "setting_up");
  const told = (input: Partial<TaskInput>) => {
    const invoices = { overdue: [], unpaid: [], isEmpty: false, balanceOf };
    return tasksOf({ ...nothingElse, invoices, payMethods: good, ...input }, today);
  };

  test.each<[string, Partial<TaskInput>, string[]]>([
    ["a refused document", { verification: "rejected" }, ["identity_rejected"]],
    ["no document, and nothing that needs one", { verification: "not_submitted" }, []],
    [
      "no document, and an order that needs one",
      { verification: "not_submitted", orders: [open] },
      ["identity_missing", "orders_under_way"],
    ],
    ["an order that is over", { orders: [order("1", "active"), order("2", "cancelled")] }, []],
    ["an order of which nothing is known", { orders: [order("1", "unknown")] }, []],
    ["an address that is being checked", { eligibility: "pending" }, ["eligibility_pending"]],
    ["orders that could not be read are not none", { orders: null, invoices: empty }, []],
    [
      "neither bills, orders nor services",
      { orders: [], invoices: empty, activeServices: 0 },
      ["onboarding"],
    ],
    [
      "a service that was never billed or ordered here",
      { orders: [], invoices: empty, activeServices: 1 },
      [],
    ],
    ["services that could not be read", { orders: [], invoices: empty, activeServices: null }, []],
    [
      "an order that was begun and not sent",
      {
        orders: [],
        invoices: empty,
        activeServices: 0,
        unfinished: [{ kind: "sim", href: "/account/order" }],
      },
      ["order_unfinished"],
    ],
  ])("%s", (_, input, expected) => {
    expect(told(input).map(({ type }) => type)).toEqual(expected);
  });

  test("one order is named, several are counted", () => {
    expect(told({ orders: [open] })).toMatchObject([{ count: 1, order: { id: "8" } }]);
    expect(told({ orders: [open, order("9", "under_review")] })).toMatchObject([{ count: 2, order: null }]);
  });
});
