import { describe, expect, test } from "vitest";
import { taxSummary, type DisplayStatus } from "#domain/invoices/rules.ts";
import type { Invoice } from "#domain/invoices/schema.ts";
import { renderAt } from "~/components/render.testing.tsx";
import type { Language } from "#domain/shared/money.ts";
import { line, money, payment, sampleInvoice } from "./document/testing/sample-invoice.ts";
import { InvoiceDocument } from "./invoice-document.tsx";
import { toInvoiceView } from "./invoice-view.ts";

const issuer = { name: "Mihon Telecom K.K.", address: "1-2-3 Mihon", registrationNumber: "T7000012050002" };
const hanako = {
  name: "髙橋 花子",
  isOrganisation: false,
  address: ["〒530-0001", "大阪府大阪市北区梅田2-4-9"],
  customerNumber: "CN-100002" as string | null,
};

type Changes = {
  status?: DisplayStatus;
  recipient?: Partial<typeof hanako>;
  isPayable?: boolean;
  language?: Language;
};

function render(
  invoice: Invoice,
  { status = "paid", recipient, isPayable = false, language = "en" }: Changes = {},
): string {
  const view = toInvoiceView({
    invoice,
    status,
    isPayable,
    daysLeft: null,
    tax: taxSummary(invoice),
    recipient: { ...hanako, ...recipient },
  });
  return renderAt("/", <InvoiceDocument invoice={view} issuer={issuer} />, language);
}

/** Label and amount of every row below the lines. */
function sums(html: string): [string, string][] {
  return [...html.matchAll(/<dt>([^<]*)<\/dt><dd><span class="nb num">([^<]*)<\/span>/g)].map(
    ([, label = "", amount = ""]) => [label, amount],
  );
}

describe("the fields of a qualified invoice (JP-MO-5)", () => {
  test("issuer, registration number, days, recipient, lines, base and tax of the rate", () => {
    const html = render(sampleInvoice());
    for (const part of [
      issuer.name,
      issuer.address,
      "T7000012050002",
      "A510101",
      "1 Nov 2026",
      "15 Nov 2026",
    ])
      expect(html).toContain(part);
    for (const part of ["髙橋 花子", "大阪府大阪市北区梅田2-4-9", "CN-100002", "光回線 Home 1G ゴールド"])
      expect(html).toContain(part);
    expect(sums(html)).toEqual([
      ["Subtotal", "¥9,480"],
      ["Taxable at 10%", "¥9,480"],
      ["Consumption tax 10%", "¥948"],
      ["Total", "¥10,428"],
      ["Payments received", "¥10,428"],
    ]);
  });

  test("the same in Japanese", () => {
    const html = render(sampleInvoice(), { language: "ja" });
    expect(html).toContain("適格請求書");
    expect(sums(html).map(([, amount]) => amount)).toEqual([
      "9,480円",
      "9,480円",
      "948円",
      "10,428円",
      "10,428円",
    ]);
  });

  test.each([
    ["cancelled", "ja", "請求書（取消済み）"],
    ["cancelled", "en", "Cancelled invoice"],
    ["unknown", "ja", "請求書"],
    ["unknown", "en", "Invoice"],
  ] as const)("one that is %s does not call itself qualified (%s)", (status, language, title) => {
    const html = render(sampleInvoice(), { status, language });
    expect(html).toContain(`<h2 id="document">${title}</h2>`);
    expect(html).not.toMatch(/適格|qualified/i);
  });

  test("two rates have two rows each, and lines without tax a row of their own", () => {
    const html = render(
      sampleInvoice({
        lines: [line("Plan", 1000), line("Call abroad", 300, false)],
        subtotal: money(1300),
        tax: money(100),
        tax2: money(80),
        taxRate2: "8",
        total: money(1480),
        transactions: [],
      }),
    );
    expect(sums(html)).toEqual([
      ["Subtotal", "¥1,300"],
      ["Taxable at 10%", "¥1,000"],
      ["Consumption tax 10%", "¥100"],
      ["Taxable at 8%", "¥1,000"],
      ["Consumption tax 8%", "¥80"],
      ["Not taxed", "¥300"],
      ["Total", "¥1,480"],
    ]);
    expect(html).toMatch(/Call abroad.*?Not taxed.*?¥300/);
  });

  test("the billing system's own tax is shown, also where ours would differ (JP-MO-8)", () => {
    const html = render(
      sampleInvoice({
        lines: [line("a", 105), line("b", 105), line("c", 105), line("Deposit", 3000, false)],
        subtotal: money(3315),
        tax: money(30),
        total: money(3345),
      }),
    );
    expect(sums(html)).toContainEqual(["Consumption tax 10%", "¥30"]);
    expect(html).not.toContain("¥31<");
  });

  test("lines that include the tax say so, at the base and below", () => {
    const html = render(
      sampleInvoice({
        lines: [line("Plan", 1100)],
        subtotal: money(1000),
        tax: money(100),
        total: money(1100),
      }),
    );
    expect(sums(html)).toContainEqual(["Taxable at 10% (tax included)", "¥1,100"]);
    expect(html).toContain("Line amounts include tax.");
    expect(render(sampleInvoice())).toContain("Line amounts exclude tax.");
  });
});

describe("money", () => {
  test("credit is taken off, refunds lower what was received", () => {
    const html = render(
      sampleInvoice({
        credit: money(500),
        total: money(9928),
        transactions: [
          payment({ amount: money(9928) }),
          payment({ id: 2, direction: "out", amount: money(928) }),
        ],
      }),
    );
    expect(sums(html)).toContainEqual(["Credit used", "-¥500"]);
    expect(sums(html)).toContainEqual(["Payments received", "¥9,000"]);
  });

  test("what is still due stands there only while it can be paid", () => {
    const partly = sampleInvoice({ status: "unpaid", balance: money(3478), transactions: [] });
    expect(sums(render(partly, { isPayable: true }))).toContainEqual(["Balance due", "¥3,478"]);
    expect(render(partly)).not.toContain("Balance due");
  });

  test("another currency keeps its decimals", () => {
    const usd = (minor: number) => money(minor, "USD");
    const html = render(
      sampleInvoice({
        lines: [{ ...line("Plan", 0, false), amount: usd(1999) }],
        subtotal: usd(1999),
        credit: usd(0),
        tax: usd(0),
        tax2: usd(0),
        total: usd(1999),
        balance: usd(0),
        taxRate: "0",
        transactions: [],
      }),
    );
    expect(sums(html)).toEqual([
      ["Subtotal", "$19.99"],
      ["Not taxed", "$19.99"],
      ["Total", "$19.99"],
    ]);
  });
});

describe("text of strangers", () => {
  const hostile = `<script>alert(1)</script><img src=x onerror="x"> & \u202Eegnaro" OR 1=1 --`;

  test("is text wherever it stands, and does not turn the rest of the page around", () => {
    const html = render(sampleInvoice({ number: hostile, lines: [line(hostile, 9480)] }), {
      recipient: { name: hostile, address: [hostile], customerNumber: hostile },
    });
    expect(html).not.toMatch(/<script|<img/);
    expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;/g)?.length).toBeGreaterThanOrEqual(5);
    for (const text of [/doc-to"><bdi>/, /<bdi class="pre">&lt;script/]) expect(html).toMatch(text);
  });

  test("a line of a megabyte is cut: 300 characters at once, 20,000 behind the fold, and it says so", () => {
    const html = render(sampleInvoice({ lines: [line("x".repeat(1_000_000), 9480)] }));
    expect(html.length).toBeLessThan(30_000);
    expect(html).toContain(`<bdi>${"x".repeat(300)}…</bdi>`);
    expect(html).toContain("Show full text");
    expect(html).toContain(`${"x".repeat(20_000)}…</bdi>`);
    expect(html).not.toContain("x".repeat(20_001));
  });

  test.each([
    [300, false, false],
    [301, true, false],
    [20_000, true, false],
    [20_001, true, true],
  ])("of %i characters: folded %s, cut %s", (length, isFolded, isCut) => {
    const html = render(sampleInvoice({ lines: [line("x".repeat(length), 9480)] }));
    expect(html.includes("<details")).toBe(isFolded);
    expect(html.includes(`${"x".repeat(Math.min(length, 20_000))}…</bdi>`)).toBe(isCut);
  });

  test("lines of one text stay lines", () => {
    expect(render(sampleInvoice())).toContain(
      '<bdi class="pre">SIM 音声 25GB\n2026年11月1日〜11月30日</bdi>',
    );
  });
});

test("what is not known is said to be so", () => {
  const html = render(sampleInvoice({ issuedOn: null, dueOn: null }), {
    recipient: { customerNumber: null },
  });
  expect(html.match(/No date/g)).toHaveLength(2);
  expect(html).not.toContain("Customer number");
});
