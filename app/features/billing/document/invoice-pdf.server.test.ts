import { readFileSync } from "node:fs";
import { join } from "node:path";
import { create } from "fontkit";
import { describe, expect, it } from "vitest";
import type { InvoiceDocument } from "./invoice-document.server.ts";
import { renderInvoicePdf } from "./invoice-pdf.server.ts";
import { readPdf } from "./testing/read-pdf.ts";
import type { ReadPdf } from "./testing/read-pdf.ts";
import { FONTS, line, money, payment, sampleDocument, sampleInvoice } from "./testing/sample-invoice.ts";

async function render(changes: Partial<InvoiceDocument> = {}): Promise<ReadPdf & { bytes: number }> {
  const bytes = await renderInvoicePdf({ fontsDir: FONTS }, sampleDocument(changes));
  return { ...readPdf(bytes), bytes: bytes.length };
}

/** The texts of one printed line, left to right. */
function lineWith(pdf: ReadPdf, text: string): string[] {
  const found = pdf.texts.find((one) => one.text === text);
  if (!found) return [];
  return pdf.texts
    .filter((one) => one.page === found.page && Math.abs(one.y - found.y) < 3)
    .sort((a, b) => a.x - b.x)
    .map((one) => one.text.trim());
}

/** The sums stand on the right, beside the taxes by rate. */
function totalLine(pdf: ReadPdf, label: string): string[] {
  return lineWith(pdf, label).slice(-2);
}

function wholeText(pdf: ReadPdf): string {
  return pdf.texts.map((one) => one.text.trim()).join("\n");
}

describe("a qualified invoice", () => {
  it("shows every required field (JP-MO-5)", async () => {
    const pdf = await render();
    const text = wholeText(pdf);
    for (const required of [
      "適格請求書",
      "見本テレコム株式会社",
      "登録番号 T7000012050002",
      "髙橋 花子　様",
      "お客様番号 CN-100002",
      "支払い済み",
    ]) {
      expect(text).toContain(required);
    }
    expect(lineWith(pdf, "A510101")).toContain("請求書番号");
    expect(lineWith(pdf, "取引年月日 ")).toContain("2026年11月1日");
    expect(lineWith(pdf, "光回線 Home 1G ゴールド")).toEqual(["光回線 Home 1G ゴールド", "10%", "6,500円"]);
    expect(lineWith(pdf, "対象額（税抜）")).toEqual(expect.arrayContaining(["税率", "消費税額"]));
    expect(totalLine(pdf, "小計（税抜）")).toEqual(["小計（税抜）", "9,480円"]);
    expect(pdf.texts.filter((one) => one.text === "948円")).toHaveLength(2);
    expect(pdf.texts.filter((one) => one.text === "10,428円")).toHaveLength(4);
  });

  it("has an English edition that keeps the statutory name", async () => {
    const pdf = await render({ language: "en", displayStatus: { text: "Paid", tone: "positive" } });
    expect(lineWith(pdf, "Qualified invoice")[0]).toBe("Qualified invoice");
    expect(wholeText(pdf)).toContain("適格請求書");
    expect(totalLine(pdf, "Subtotal without tax")).toEqual(["Subtotal without tax", "¥9,480"]);
    expect(lineWith(pdf, "Transaction date ")).toContain("1 Nov 2026");
    expect(wholeText(pdf)).not.toContain("　様");
  });

  it.each([
    ["cancelled", "ja", "請求書（取消済み）"],
    ["cancelled", "en", "Cancelled invoice"],
    ["unknown", "ja", "請求書"],
    ["unknown", "en", "Invoice"],
  ] as const)("is not what an invoice that is %s calls itself (%s)", async (status, language, title) => {
    const pdf = await render({ language, invoice: sampleInvoice({ status }) });
    expect(lineWith(pdf, title)[0]).toBe(title);
    expect(wholeText(pdf)).not.toMatch(/適格|qualified/i);
    expect(wholeText(pdf)).toContain(`${title} A510101\u3000`);
  });

  it("addresses an organisation with 御中 (JP-NM-4)", async () => {
    const { recipient } = sampleDocument();
    const text = wholeText(
      await render({ recipient: { ...recipient, name: "株式会社見本", organisation: true } }),
    );
    expect(text).toContain("株式会社見本　御中");
    expect(text).not.toContain("　様");
  });

  it("prints a transaction period where the day of issue is not the date", async () => {
    const period = { from: sampleInvoice().issuedOn, to: sampleInvoice().dueOn };
    if (!period.from || !period.to) throw new Error("the sample has both dates");
    const pdf = await render({ period: { from: period.from, to: period.to } });
    expect(lineWith(pdf, "取引期間 ")).toContain("2026年11月1日〜2026年11月15日");
    expect(wholeText(pdf)).not.toContain("取引年月日");
  });

  it("renders three rates at once, marks the reduced ones and separates what is not taxed (JP-MO-4)", async () => {
    const pdf = await render({
      invoice: sampleInvoice({
        lines: [line("回線", 1000), line("新聞", 500), line("食品", 300), line("国際通話", 240, false)],
        subtotal: money(2040),
        tax: money(140),
        total: money(2180),
      }),
      lineRates: ["10", "8", "0", null],
      taxRows: [
        { ratePercent: "10", reduced: false, base: money(1000), tax: money(100) },
        { ratePercent: "8", reduced: true, base: money(500), tax: money(40) },
        { ratePercent: "0", reduced: true, base: money(300), tax: money(0) },
      ],
      nonTaxable: money(240),
    });
    expect(lineWith(pdf, "回線")).toEqual(["回線", "10%", "1,000円"]);
    expect(lineWith(pdf, "新聞")).toEqual(["新聞", "8% ※", "500円"]);
    expect(lineWith(pdf, "食品")).toEqual(["食品", "0% ※", "300円"]);
    expect(lineWith(pdf, "国際通話")).toEqual(["国際通話", "対象外", "240円"]);
    const rates = pdf.texts.filter((one) => one.x < 60 && /^(\d+%|対象外)/.test(one.text));
    expect(rates.map((one) => one.text)).toEqual(["10%", "8% ※", "0% ※", "対象外"]);
    expect(pdf.texts.map((one) => one.text)).toContain("40円");
    expect(wholeText(pdf)).toContain("※は軽減税率の対象です。");
  });

  it("says where the amounts have the tax in them", async () => {
    const text = wholeText(await render({ pricesIncludeTax: true }));
    expect(text).toContain("金額（税込）");
    expect(text).toContain("対象額（税込）");
    expect(text).not.toMatch(/(金額|対象額)（税抜）/);
  });

  it("prints the billing system's tax, and says so where the rates do not add up to it (JP-MO-8)", async () => {
    const invoice = sampleInvoice({
      lines: [line("a", 105), line("b", 105), line("c", 105), line("d", 3000, false)],
      subtotal: money(3315),
      tax: money(30),
      total: money(3345),
      transactions: [],
    });
    const byRate = (tax: number) => [
      { ratePercent: "10", reduced: false, base: money(315), tax: money(tax) },
    ];
    const differing = await render({ invoice, taxRows: byRate(31), nonTaxable: money(3000) });
    expect(totalLine(differing, "消費税")).toEqual(["消費税", "30円"]);
    expect(wholeText(differing)).toContain("一致していません");
    const agreeing = await render({ invoice, taxRows: byRate(30), nonTaxable: money(3000) });
    expect(wholeText(agreeing)).not.toContain("一致していません");
  });
});

describe("money that moved", () => {
  it("shows credit, a part payment and the balance due", async () => {
    const pdf = await render({
      language: "en",
      invoice: sampleInvoice({
        status: "unpaid",
        paidOn: null,
        credit: money(500),
        total: money(9928),
        balance: money(7928),
        transactions: [payment({ amount: money(2000) })],
      }),
      gateways: [{ name: "stripe", displayName: "Card" }],
    });
    expect(totalLine(pdf, "Credit applied")).toEqual(["Credit applied", "-¥500"]);
    expect(lineWith(pdf, "ch_42")).toEqual(["3 Nov 2026", "Card", "ch_42", "¥2,000"]);
    expect(lineWith(pdf, "¥7,928")).toEqual(["¥9,928", "¥2,000", "¥7,928", "15 Nov 2026"]);
  });

  it("shows a refund apart from what was received", async () => {
    const transactions = [
      payment({ amount: money(10428) }),
      payment({ amount: money(10428), direction: "out", gateway: "other", date: null }),
    ];
    const pdf = await render({ invoice: sampleInvoice({ status: "refunded", transactions }) });
    expect(lineWith(pdf, "ご返金（other）")).toEqual([
      "確認できません",
      "ご返金（other）",
      "ch_42",
      "-10,428円",
    ]);
    expect(lineWith(pdf, "ご返金額 ")).toEqual([
      "ご請求金額（税込）",
      "ご入金額",
      "ご返金額",
      "ご請求残高",
      "お支払期限",
    ]);
  });

  it("writes dollars with cents and speaks of no tax where there is none", async () => {
    const usd = (minor: number) => money(minor, "USD");
    const invoice = sampleInvoice({
      total: usd(2199),
      subtotal: usd(2199),
      credit: usd(0),
      tax: usd(0),
      tax2: usd(0),
      taxRate: "0",
      balance: usd(2199),
      transactions: [],
      lines: [{ description: "Plan", amount: usd(2199), taxed: false, serviceId: null }],
    });
    const pdf = await render({ language: "en", invoice, taxRows: [] });
    expect(lineWith(pdf, "Plan")).toEqual(["Plan", "Not taxed", "$21.99"]);
    expect(wholeText(pdf)).not.toMatch(/tax included|Consumption tax/);
  });
});

describe("the pages", () => {
  const many = Array.from({ length: 90 }, (_, index) => line(`回線 ${index}\n期間 ${index}`, 100));

  it("repeat the table's head, keep rows whole and inside the margins, and are numbered", async () => {
    const pdf = await render({ invoice: sampleInvoice({ lines: many }) });
    expect(pdf.pages).toBeGreaterThan(3);
    for (let page = 0; page < pdf.pages - 1; page += 1) {
      expect(pdf.texts.filter((one) => one.page === page && one.text === "金額（税抜）")).toHaveLength(1);
    }
    for (let page = 0; page < pdf.pages; page += 1) {
      expect(
        pdf.texts.some((one) => one.text === `${page + 1} / ${pdf.pages} ページ` && one.page === page),
      ).toBe(true);
    }
    for (let index = 0; index < many.length; index += 1) {
      const parts = pdf.texts.filter((one) => [`回線 ${index}`, `期間 ${index}`].includes(one.text));
      expect(parts).toHaveLength(2);
      expect(parts[0]?.page).toBe(parts[1]?.page);
    }
    for (const one of pdf.texts) {
      expect(one.size).toBeGreaterThanOrEqual(8);
      expect(one.x).toBeGreaterThanOrEqual(42.5);
      expect(one.y).toBeGreaterThan(45);
      expect(one.y).toBeLessThan(841.89 - 45);
    }
  });

  it("align amounts at the right edge", async () => {
    const lines = [line("a", 1), line("b", 1234567), line("c", -980)];
    const pdf = await render({ invoice: sampleInvoice({ lines }) });
    const font = create(readFileSync(join(FONTS, "PortalSansJP-Regular.ttf")));
    const edges = ["1円", "1,234,567円", "-980円"].map((text) => {
      const found = pdf.texts.find((one) => one.text === text && one.size === 9.5);
      return (found?.x ?? 0) + (font.layout(text).advanceWidth / 1000) * 9.5;
    });
    for (const edge of edges) expect(edge).toBeCloseTo(595.28 - 42.52, 1);
  });

  it("carry a structure for screen readers, a title and a language", async () => {
    const pdf = await render({ invoice: sampleInvoice({ lines: many }) });
    expect(pdf.source).toContain("/Lang (ja)");
    expect(pdf.source).toContain("/Marked true");
    expect(pdf.source).toContain("/DisplayDocTitle true");
    const title = Buffer.from("適格請求書 A510101", "utf16le").swap16().toString("latin1");
    expect(pdf.source).toContain(title);
    const count = (tag: string) => pdf.source.split(`/S /${tag}\n`).length - 1;
    expect([count("Document"), count("H1"), count("H2"), count("Table")]).toEqual([1, 1, 3, 4]);
    // 90 lines, 3 sums, 1 rate and 1 payment, and one head for each of three tables, however many pages.
    expect(count("TR")).toBe(98);
    for (const content of pdf.contents) {
      expect(content.match(/\bBDC\b/g)?.length).toBe(content.match(/\bEMC\b/g)?.length);
    }
  });

  it("hold only the glyphs they use", async () => {
    expect((await render()).bytes).toBeLessThan(60_000);
    expect((await render({ invoice: sampleInvoice({ lines: many }) })).bytes).toBeLessThan(300_000);
  });
});

describe("hostile texts", () => {
  it("print as they are, without turning the line or breaking the document", async () => {
    const { recipient } = sampleDocument();
    const pdf = await render({
      recipient: {
        ...recipient,
        name: '<b>Rob</b>\u202Eegnaro" OR 1=1 --',
        addressLines: ["a\u0000b\u200F\tc"],
      },
      invoice: sampleInvoice({ number: ") Tj ET (\u2067", lines: [line("👩‍👩‍👧‍👦 مرحبا\r\n\u202Egnp.exe", 1)] }),
    });
    const text = wholeText(pdf);
    expect(text).toContain('<b>Rob</b>egnaro" OR 1=1 --　様');
    expect(text).toContain("ab c");
    expect(text).toContain(") Tj ET (");
    expect(text).toContain("〓 〓〓〓〓〓");
    expect(text).toContain("gnp.exe");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text.match(/〓は、この書面の書体にない文字の代わりです。/g)).toHaveLength(1);
  });

  it.each(["张伟", "陳怡君", "김민준", "Đặng Thị Hòa"])("print the recipient %s as it is", async (name) => {
    const { recipient } = sampleDocument();
    const text = wholeText(await render({ recipient: { ...recipient, name } }));
    expect(text).toContain(name);
    expect(text).not.toContain("〓");
  });

  it("leave no note where everything could be printed", async () => {
    expect(wholeText(await render())).not.toMatch(/〓|途中まで/);
  });

  it("are cut where a line has a megabyte, and the document tells where the whole is", async () => {
    const megabytes = [
      "A".repeat(1_000_000),
      "長い説明。".repeat(200_000),
      "x\n".repeat(500_000),
      "e\u0301".repeat(500_000),
    ];
    const started = performance.now();
    const pdf = await render({ invoice: sampleInvoice({ lines: megabytes.map((text) => line(text, 1)) }) });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(pdf.pages).toBeLessThanOrEqual(3);
    expect(wholeText(pdf).match(/［以下省略］/g)).toHaveLength(4);
    expect(wholeText(pdf)).toContain("全文はお客様ページの請求書画面でご確認いただけます。");
    expect(pdf.bytes).toBeLessThan(300_000);
  });
});

describe("equal inputs", () => {
  it("give equal bytes, dated by the invoice and not by the clock", async () => {
    const one = await renderInvoicePdf({ fontsDir: FONTS }, sampleDocument());
    await new Promise((resolve) => setTimeout(resolve, 5));
    const two = await renderInvoicePdf({ fontsDir: FONTS }, sampleDocument());
    expect(Buffer.compare(one, two)).toBe(0);
    expect(readPdf(one).source).toContain("(D:20261031150000Z)");
    const other = await renderInvoicePdf({ fontsDir: FONTS }, sampleDocument({ issuedNote: "再発行" }));
    expect(Buffer.compare(one, other)).not.toBe(0);
  });

  it("give equal bytes whatever was printed before, also at the same time", async () => {
    const plain = sampleDocument({ invoice: sampleInvoice({ lines: [line("竹", 1)] }) });
    // The radical U+2F75 is drawn with the glyph of 竹.
    const lookalike = sampleDocument({
      invoice: sampleInvoice({ lines: [line("\u2F75", 1)] }),
    });
    const expected = await renderInvoicePdf({ fontsDir: FONTS }, plain);
    // Another spelling of the folder: fonts that have printed nothing yet.
    const fontsDir = join(FONTS, "..", "fonts") + "/";
    const [, after] = await Promise.all([
      renderInvoicePdf({ fontsDir }, lookalike),
      renderInvoicePdf({ fontsDir }, plain),
    ]);
    const later = await renderInvoicePdf({ fontsDir }, plain);
    expect(Buffer.compare(expected, after)).toBe(0);
    expect(Buffer.compare(expected, later)).toBe(0);
    expect(wholeText(readPdf(later))).toContain("\n竹\n");
  });

  it("are also dated when the billing system gave no date", async () => {
    const invoice = sampleInvoice({ issuedOn: null, dueOn: null, paidOn: null });
    const pdf = await render({ invoice });
    expect(lineWith(pdf, "発行日 ")).toContain("確認できません");
    expect(pdf.source).toContain("(D:19700101000000Z)");
  });
});

it("fails loudly without its fonts", async () => {
  const rendering = renderInvoicePdf({ fontsDir: join(FONTS, "missing") }, sampleDocument());
  await expect(rendering).rejects.toMatchObject({ code: "ENOENT" });
});

it("lets others have a turn while a long invoice is drawn", async () => {
  const lines = Array.from({ length: 300 }, (_, index) => line(`回線 ${index}`, 100));
  await render();
  let turns = 0;
  const counter = setInterval(() => (turns += 1), 1);
  await render({ invoice: sampleInvoice({ lines }) });
  clearInterval(counter);
  expect(turns).toBeGreaterThan(5);
});
