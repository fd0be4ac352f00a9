import { describe, expect, test } from "vitest";
import type { ReactElement } from "react";
import { INVOICE_FILTERS, InvoiceListQuerySchema, type InvoiceFilter } from "#domain/invoices/list.ts";
import { taxSummary } from "#domain/invoices/rules.ts";
import { statementPeriod } from "#domain/invoices/statement-query.ts";
import type { StatementRow } from "#domain/invoices/statement.ts";
import type { CalendarDate, CalendarMonth } from "#domain/shared/dates.ts";
import type { InvoiceId, PayMethodId } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import { AccountLayout } from "~/components/layout/account-layout.tsx";
import { renderAt } from "~/components/render.testing.tsx";
import type { Part } from "~/platform/page/part.ts";
import { money, sampleInvoice } from "~/features/billing/document/testing/sample-invoice.ts";
import { BillingPage } from "~/features/billing/billing-page.tsx";
import type { BillsView } from "~/features/billing/bills-view.ts";
import type { Due } from "~/features/billing/due.ts";
import { InvoiceListPage } from "~/features/billing/invoice-list-page.tsx";
import { InvoicePage } from "~/features/billing/invoice-page.tsx";
import { toInvoiceView } from "~/features/billing/invoice-view.ts";
import type { InvoiceListView, InvoiceRow } from "~/features/billing/list-view.ts";
import { StatementPage } from "~/features/billing/statement-page.tsx";
import type { StatementView } from "~/features/billing/statement-part.server.ts";
import { DashboardPage } from "~/features/dashboard/dashboard-page.tsx";
import type { MethodView } from "~/features/billing/method-view.ts";
import { PaymentsPage } from "~/features/billing/payments-page.tsx";
import { SettingsPage } from "~/features/profile/settings-page.tsx";
import type { ProfileView } from "~/features/profile/profile-view.ts";

/** Every page of the account, with everything there, with an old copy, and with nothing that could be read. */
const STATES = ["ready", "stale", "unavailable"] as const;
type State = (typeof STATES)[number];

const day = (text: string) => text as CalendarDate;
const month = (text: string) => text as CalendarMonth;
const hostile = `<b onclick="x">Rob</b>\u202Eegnaro" OR 1=1`;

function part<T>(state: State, value: T): Part<T> {
  if (state === "unavailable")
    return { state, triedAt: "2026-11-23T05:05:00.000Z", reference: "7F3K-92QD-0XWM" };
  const staleSince = state === "stale" ? "2026-11-23T03:00:00.000Z" : null;
  return { state: "ready", value, readAt: "2026-11-23T05:04:00.000Z", staleSince };
}

const row: InvoiceRow = {
  id: 10504 as InvoiceId,
  number: "A510504",
  title: hostile,
  more: 2,
  status: "overdue",
  total: money(990),
  left: money(490),
  dueOn: day("2026-11-20"),
  issuedOn: null,
};
const due: Due = { toPay: [money(5458)], overdue: [money(1980)], unpaidNotDue: [money(3478)] };
const bills: BillsView = {
  counts: { all: 6, unpaid: 1, overdue: 2, paid: 1 },
  due,
  credit: null,
  collections: [],
  unreadable: [],
  tax: "all",
  nextDueOn: day("2026-11-30"),
  spending: [
    { month: month("2026-10"), total: money(0) },
    { month: month("2026-11"), total: money(2178) },
  ],
  recent: [row, { ...row, id: 10505 as InvoiceId, title: null, more: 0 }],
};
const list: InvoiceListView = {
  counts: Object.fromEntries(INVOICE_FILTERS.map((name, index) => [name, index + 1])) as Record<
    InvoiceFilter,
    number
  >,
  since: day("2026-06-01"),
  paidTotal: [money(2178)],
  unreadable: ["10507"],
  tax: "some",
  nextDueOn: day("2026-11-30"),
  oldestOverdueOn: day("2026-10-15"),
  rows: bills.recent,
  page: { page: 2, pages: 3, total: 25, from: 11, to: 20 },
  searched: { known: 3, all: 25 },
};
const query = InvoiceListQuerySchema.parse({ status: "overdue", q: hostile, page: "2" });
const invoice = sampleInvoice({ status: "unpaid", balance: money(3478), number: hostile });
const invoiceView = toInvoiceView({
  invoice,
  status: "overdue",
  isPayable: true,
  daysLeft: -3,
  tax: taxSummary(invoice),
  recipient: { name: hostile, isOrganisation: false, address: ["a", "b"], customerNumber: null },
});
const methods: MethodView[] = [
  {
    id: 1 as PayMethodId,
    kind: "card",
    brand: "Visa",
    lastFour: "4242",
    expires: month("2026-11"),
    description: "",
    expiry: "expiring",
    isDefault: false,
  },
  {
    id: 2 as PayMethodId,
    kind: "bank",
    brand: "",
    lastFour: null,
    expires: null,
    description: hostile,
    expiry: "none",
    isDefault: false,
  },
  {
    id: 3 as PayMethodId,
    kind: "unknown",
    brand: "",
    lastFour: null,
    expires: month("2020-01"),
    description: "",
    expiry: "expired",
    isDefault: true,
  },
];
const movement: StatementRow = {
  date: day("2026-11-01"),
  kind: "invoice",
  reference: hostile,
  descriptionKey: "statement.invoice",
  invoiceId: 10504 as InvoiceId,
  debit: money(990),
  credit: money(0),
  balance: money(990),
};
const statement: StatementView = {
  tax: "all",
  missing: 1,
  statement: {
    otherCurrencies: [],
    opening: money(0),
    rows: [movement, { ...movement, invoiceId: null }],
    closing: money(1980),
  },
  months: [month("2026-11"), month("2026-10")],
};
const profile: ProfileView = {
  name: hostile,
  isOrganisation: true,
  address: ["a", "b"],
  customerNumber: null,
  email: "amelia@example.com",
  phone: "03-0000-1001",
  currency: invoice.total.currency,
  credit: money(1500),
};

const PAGES: Record<string, (state: State) => ReactElement> = {
  "/account": (state) => (
    <DashboardPage
      name={hostile}
      dashboard={{
        value: {
          tasks: state === "unavailable" ? [] : [{ type: "payment_method_missing", tone: "critical" }],
          bills: part(state, bills),
          payMethods: part(state, { count: 2 }),
        },
      }}
    />
  ),
  "/account/billing": (state) => (
    <BillingPage
      bills={{ value: part(state, bills) }}
      methods={{ value: part(state, { methods, unreadable: 0 }) }}
    />
  ),
  "/account/billing/invoices": (state) => (
    <InvoiceListPage query={query} part={part(state, list)} due={{ value: part(state, due) }} />
  ),
  "/account/billing/invoices/10504": (state) => (
    <InvoicePage
      invoiceId={10504 as InvoiceId}
      part={part(state, invoiceView)}
      issuer={{ name: "Mihon", address: "Tokyo", registrationNumber: "T7000012050002" }}
    />
  ),
  "/account/billing/payments": (state) => (
    <PaymentsPage back={null} methods={{ value: part(state, { methods, unreadable: 0 }) }} />
  ),
  "/account/billing/statement": (state) => (
    <StatementPage
      period={statementPeriod(new URLSearchParams(), day("2026-11-23"))}
      maxMonths={24}
      part={{ value: part(state, statement) }}
    />
  ),
  "/account/settings": (state) => (
    <SettingsPage email="amelia@example.com" theme="dark" profile={{ value: part(state, profile) }} />
  ),
};

const account = {
  name: "Amelia Carter",
  csrf: "the-token-of-the-form",
  flash: "settingsSaved" as const,
  limit: null,
};
const render = (path: string, state: State, language: Language = "en") =>
  renderAt(path, <AccountLayout>{PAGES[path]?.(state)}</AccountLayout>, language, account);

const cases = Object.keys(PAGES).flatMap((path) =>
  STATES.flatMap((state) => (["en", "ja"] as const).map((language) => [path, state, language] as const)),
);

describe.each(cases)("%s, %s, %s", (path, state, language) => {
  const html = render(path, state, language);
  const text = html.replace(/<[^>]*>/g, " ");

  test("has one heading, no style of its own and no script", () => {
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toMatch(/<script|\son[a-z]+="/);
  });

  test("leaves no gap in its texts", () => {
    expect(text).not.toMatch(
      /undefined|null|NaN|\[object|Invalid Date|\{\w+\}|&lt;\/?(strong|nb|link|code)&gt;/,
    );
  });

  test("shows the text of a stranger as text", () => {
    expect(html).not.toContain("<b onclick");
  });

  test("every id is there once, and what is pointed to is there", () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const targets = [...html.matchAll(/\s(?:for|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"/g)];
    for (const [, names = ""] of targets) for (const name of names.split(" ")) expect(ids).toContain(name);
  });

  test("every form that changes something carries the token", () => {
    const forms = html.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
    for (const form of forms) expect(form).toContain('name="csrf" value="the-token-of-the-form"');
  });

  test("every field has a label", () => {
    const fields = [...html.matchAll(/<(?:input|select)(?![^>]*type="hidden")[^>]*\sid="([^"]+)"/g)];
    for (const [, id = ""] of fields) expect(html).toContain(`for="${id}"`);
  });
});

describe.each(Object.keys(PAGES))("%s", (path) => {
  test("without an answer of the provider shows no amount and no count, and a way to try again", () => {
    const html = render(path, "unavailable");
    const main = html.slice(html.indexOf("<main"));
    expect(main).not.toMatch(/[¥$]\d/);
    expect(main).toContain("?retry=");
    expect(main).toContain("7F3K-92QD-0XWM");
  });
});

describe.each(Object.keys(PAGES))("%s", (path) => {
  test("with an old copy says from when it is and since when there is no answer", () => {
    const html = render(path, "stale");
    expect(html).toContain("14:04 JST");
    expect(html).toContain("12:00 JST");
    expect(html).toContain("#history");
    expect(render(path, "ready")).not.toContain("12:00 JST");
  });
});

test("sums that are not known are not known on their own: counts and list are still there", () => {
  const html = renderAt(
    "/account/billing/invoices",
    <InvoiceListPage
      query={query}
      part={part("ready", list)}
      due={{ value: part<Due>("unavailable", null) }}
    />,
  );
  expect(html.match(/Not available/g)).toHaveLength(2);
  expect(html).toContain("You have unpaid invoices. The total is not available.");
  expect(html).toContain("A510504");
});

test("an old copy of an invoice cannot be paid: it may have been paid since", () => {
  expect(render("/account/billing/invoices/10504", "ready")).toContain("Pay ¥3,478 now");
  const stale = render("/account/billing/invoices/10504", "stale");
  expect(stale).not.toContain("Pay ¥3,478 now");
  expect(stale).toContain("Payment is paused");
});

test("an empty list of invoices says what will be there", () => {
  const counts = Object.fromEntries(INVOICE_FILTERS.map((name) => [name, 0])) as Record<
    InvoiceFilter,
    number
  >;
  const none: InvoiceListView = {
    ...list,
    counts,
    since: null,
    paidTotal: [],
    nextDueOn: null,
    oldestOverdueOn: null,
    rows: [],
    page: { page: 1, pages: 1, total: 0, from: 0, to: 0 },
    searched: null,
  };
  const html = renderAt(
    "/account/billing/invoices",
    <InvoiceListPage
      query={InvoiceListQuerySchema.parse({})}
      part={part("ready", none)}
      due={{ value: part<Due>("ready", null) }}
    />,
  );
  expect(html).toContain("Your first invoice will appear here");
  expect(html).not.toContain("Not available");
  expect(html).not.toContain("<table");
});

test("whoever came for a card and has one is led back first; without one, to the billing site", () => {
  const back = { href: "/account/order?checkout=1", label: "Back to checkout" };
  const primary = (shown: MethodView[]) => {
    const html = renderAt(
      "/account/billing/payments",
      <PaymentsPage back={back} methods={{ value: part("ready", { methods: shown, unreadable: 0 }) }} />,
      "en",
      account,
    );
    return [...html.matchAll(/<(a|button)[^>]*class="btn primary[^>]*>([^<]*)/g)].map(([, , text]) => text);
  };
  expect(primary(methods)).toEqual(["Back to checkout"]);
  expect(primary([])).toEqual(["Add or manage"]);
});
