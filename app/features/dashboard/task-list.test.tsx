import { describe, expect, test } from "vitest";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { InvoiceId } from "#domain/shared/ids.ts";
import { JPY, type Language } from "#domain/shared/money.ts";
import { renderAt } from "~/components/render.testing.tsx";
import type { Dashboard, ToldTask } from "./dashboard.ts";
import { TaskList } from "./task-list.tsx";

type Task = Dashboard["tasks"][number];

const dueOn = "2026-11-20" as CalendarDate;
const amount = { currency: JPY, minor: 1980 };
const invoice = { id: 10504 as InvoiceId, number: "A510504" };

const late: Task = { type: "invoices_overdue", tone: "critical", count: 2, amount, dueOn, invoice: null };
const oneLate: Task = { ...late, count: 1, invoice };
const missing: Task = { type: "payment_method_missing", tone: "critical" };
const expired: Task = { type: "payment_method_expired", tone: "caution", lastFour: "0002" };
const soon: Task = { type: "invoices_due_soon", tone: "caution", count: 1, amount, dueOn, invoice };
const manySoon: Task = { ...soon, count: 3, invoice: null };
const onboarding: ToldTask = {
  type: "onboarding",
  tone: "info",
  icon: "info",
  title: "No services yet",
  body: "Look.",
  go: { href: "/account/services", label: "See" },
};

const render = (tasks: Task[], language: Language = "en") =>
  renderAt("/account", <TaskList tasks={tasks} />, language);
const titles = (html: string) => [...html.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, title]) => title);

test("nothing to do is nothing on the page", () => {
  expect(render([])).toBe("");
});

test("tasks stand in their order, with a tone each", () => {
  const html = render([late, missing, soon, onboarding]);
  expect(titles(html)).toEqual([
    "2 invoices are overdue",
    "No payment method saved",
    "Invoice A510504 is due soon",
    "No services yet",
  ]);
  expect([...html.matchAll(/<li class="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    "t-critical",
    "t-critical",
    "t-caution",
    "t-info",
  ]);
});

describe("the one primary button", () => {
  test.each<[string, Task[], number]>([
    ["is the first task's, when it is critical", [late, missing, soon], 1],
    ["is not there when nothing is critical", [expired, soon], 0],
  ])("%s", (_, tasks, count) => {
    const html = render(tasks);
    expect(html.match(/class="btn primary/g) ?? []).toHaveLength(count);
    const [first = ""] = html.split("</li>");
    expect(first.includes("primary")).toBe(count === 1);
  });
});

describe("where a task leads", () => {
  test.each<[string, Task, string]>([
    ["one late invoice", oneLate, "/account/billing/invoices/10504"],
    ["several late ones", late, "/account/billing/invoices?status=overdue"],
    ["one due soon", soon, "/account/billing/invoices/10504"],
    ["several due soon", manySoon, "/account/billing/invoices?status=unpaid"],
    ["no way to pay", missing, "/account/billing/payments"],
    ["an expired card", expired, "/account/billing/payments"],
    ["a new customer", onboarding, "/account/services"],
  ])("%s", (_, task, href) => {
    for (const language of ["en", "ja"] as const) {
      const html = render([task], language);
      expect(
        [...html.matchAll(/href="(\/[^"#]*)"/g)]
          .map(([, target]) => target)
          .filter((target) => !target?.startsWith("/icons.")),
      ).toEqual([href]);
    }
  });
});

test("says how much and by when, and never guesses an amount", () => {
  const body = (task: Task, language: Language = "en") =>
    /<p>(.*?)<\/p>/.exec(render([task], language))?.[1]?.replace(/<[^>]*>/g, "");
  expect(body(oneLate)).toBe("¥1,980 was due on Friday 20 November 2026.");
  expect(body(late)).toBe("¥1,980 in total. The oldest was due on Friday 20 November 2026.");
  expect(body(soon)).toBe("¥1,980 by Friday 20 November 2026.");
  expect(body({ ...late, amount: null })).not.toMatch(/[¥\d]+ in all/);
  expect(body({ ...late, amount: null })).toContain("Not available");
  expect(body(oneLate, "ja")).toContain("1,980円");
});

test("a number of a stranger is text", () => {
  const html = render([{ ...soon, invoice: { ...invoice, number: "<b>1</b>" } }]);
  expect(html).toContain("&lt;b&gt;1&lt;/b&gt;");
});
