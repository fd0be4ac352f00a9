import { formatMoney, sum } from "#domain/shared/money.ts";
import type { Money } from "#domain/shared/money.ts";
import { dateText, isTaxed } from "./invoice-document.server.ts";
import type { Sheet } from "./invoice-document.server.ts";
import { CONTENT, ensureRoom, INK, measure, writeBlock } from "./page-flow.server.ts";
import type { Flow, TextBlock, TextStyle } from "./page-flow.server.ts";
import { drawTable, tableHeight, tableWidth } from "./page-table.server.ts";
import type { Row, Table } from "./page-table.server.ts";
import { SUBSTITUTE } from "./printable-text.ts";

/** Longer descriptions are cut in the document: the billing system has let a megabyte through. A row stays lower than a page. */
const DESCRIPTION = { maxLength: 400, maxLines: 12 };
const HEADING: TextStyle = { size: 11, bold: true };
const HEADING_GAP = 6;
const SECTION_GAP = 20;
const NOTE: TextStyle = { size: 8.5, color: INK.muted };

type Section = { heading: string; table: Table };

/** Lines, totals, tax by rate, payments and notes. */
export async function drawBody(sheet: Sheet): Promise<void> {
  const { flow, words, input } = sheet;
  await drawSection(flow, { heading: words.lines, table: linesTable(sheet) });
  flow.y += SECTION_GAP - 6;
  await drawTotals(sheet);
  if (input.invoice.transactions.length > 0) {
    flow.y += SECTION_GAP;
    await drawSection(flow, { heading: words.payments, table: paymentsTable(sheet) });
  }
  drawNotes(sheet);
}

async function drawSection(flow: Flow, { heading, table }: Section): Promise<void> {
  // A heading never stands alone at the foot of a page.
  const start = { heading, table: { ...table, rows: table.rows.slice(0, 1) } };
  ensureRoom(flow, sectionHeight(flow, start));
  writeBlock(flow, { tag: "H2", ...headingBlock({ heading, table }), x: table.x });
  flow.y += HEADING_GAP;
  await drawTable(flow, table);
}

function sectionHeight(flow: Flow, section: Section): number {
  return measure(flow, headingBlock(section)) + HEADING_GAP + tableHeight(flow, section.table);
}

function headingBlock({ heading, table }: Section): TextBlock {
  return { text: heading, style: HEADING, width: tableWidth(table) };
}

function linesTable(sheet: Sheet): Table {
  const { words, printable, input } = sheet;
  const { invoice, language } = input;
  return {
    x: CONTENT.x,
    head: "shown",
    columns: [
      { label: words.description, width: CONTENT.width - 180 },
      { label: words.rate, width: 70, align: "right", muted: true },
      { label: amountLabel(sheet), width: 110, align: "right" },
    ],
    rows: invoice.lines.map((line, index) => ({
      cells: [
        printable.block(line.description, { ...DESCRIPTION, mark: words.shortenedMark }),
        rateText(sheet, lineRate(input, index)),
        formatMoney(line.amount, language),
      ],
    })),
  };
}

function amountLabel({ words, input }: Sheet): string {
  if (!isTaxed(input)) return words.amount;
  return input.pricesIncludeTax ? words.amountWithTax : words.amountWithoutTax;
}

function lineRate({ lineRates, invoice }: Sheet["input"], index: number): string | null {
  if (lineRates) return lineRates[index] ?? null;
  return invoice.lines[index]?.taxed && invoice.taxRate !== "0" ? invoice.taxRate : null;
}

function rateText({ words, input }: Sheet, rate: string | null): string {
  if (rate === null) return words.notTaxed;
  const reduced = input.taxRows.some((row) => row.ratePercent === rate && row.reduced);
  return words.rateName(rate, reduced);
}

/** Tax by rate on the left, the sums on the right; a few rows each, kept together on one page. */
async function drawTotals(sheet: Sheet): Promise<void> {
  const { flow, words } = sheet;
  const totals = totalsTable(sheet);
  const rates: Section = { heading: words.taxByRate, table: ratesTable(sheet) };
  ensureRoom(flow, Math.max(tableHeight(flow, totals), sectionHeight(flow, rates)));
  const top = flow.y;
  await drawTable(flow, totals);
  if (rates.table.rows.length === 0) return;
  const bottom = flow.y;
  flow.y = top;
  await drawSection(flow, rates);
  flow.y = Math.max(bottom, flow.y);
}

function totalsTable({ words, input }: Sheet): Table {
  const { invoice, language } = input;
  const row = (label: string, amount: Money, strong = false): Row => ({
    cells: [label, formatMoney(amount, language)],
    strong,
  });
  const rows = [row(isTaxed(input) ? words.subtotalWithoutTax : words.subtotal, invoice.subtotal)];
  if (isTaxed(input)) rows.push(row(words.tax, invoice.tax));
  if (invoice.tax2.minor !== 0) rows.push(row(words.tax2, invoice.tax2));
  if (invoice.credit.minor !== 0) rows.push(row(words.credit, negative(invoice.credit)));
  rows.push(row(isTaxed(input) ? words.totalWithTax : words.total, invoice.total, true));
  const width = 226;
  return {
    x: CONTENT.x + CONTENT.width - width,
    head: "none",
    columns: [
      { label: "", width: 130, muted: true },
      { label: "", width: 96, align: "right" },
    ],
    rows,
  };
}

function ratesTable({ words, input }: Sheet): Table {
  const { taxRows, nonTaxable, language } = input;
  const rows: Row[] = taxRows.map(({ ratePercent, reduced, base, tax }) => ({
    cells: [words.rateName(ratePercent, reduced), formatMoney(base, language), formatMoney(tax, language)],
  }));
  if (nonTaxable) rows.push({ cells: [words.notTaxed, formatMoney(nonTaxable, language), ""] });
  return {
    x: CONTENT.x,
    head: "shown",
    columns: [
      { label: words.rate, width: 72 },
      {
        label: input.pricesIncludeTax ? words.taxBaseWithTax : words.taxBaseWithoutTax,
        width: 102,
        align: "right",
      },
      { label: words.taxAmount, width: 76, align: "right" },
    ],
    rows,
  };
}

function paymentsTable(sheet: Sheet): Table {
  const { words, printable, input } = sheet;
  const { invoice, gateways, language } = input;
  return {
    x: CONTENT.x,
    head: "shown",
    columns: [
      { label: words.date, width: 110 },
      { label: words.method, width: 160 },
      { label: words.reference, width: CONTENT.width - 380, muted: true },
      { label: words.amount, width: 110, align: "right" },
    ],
    rows: invoice.transactions.map(({ date, gateway, reference, direction, amount }) => {
      const method = printable.line(gateways.find(({ name }) => name === gateway)?.displayName ?? gateway);
      return {
        cells: [
          dateText(sheet, date),
          direction === "out" ? words.refundOf(method) : method,
          printable.line(reference),
          formatMoney(direction === "out" ? negative(amount) : amount, language),
        ],
      };
    }),
  };
}

function drawNotes({ flow, words, printable, input }: Sheet): void {
  const { invoice, taxRows, issuedNote } = input;
  const notes: string[] = [];
  if (issuedNote) notes.push(printable.line(issuedNote));
  if (taxRows.some((row) => row.reduced)) notes.push(words.noteReduced);
  const taxOfRates = sum(
    taxRows.map((row) => row.tax),
    invoice.tax.currency,
  );
  if (taxRows.length > 0 && taxOfRates.minor !== invoice.tax.minor + invoice.tax2.minor)
    notes.push(words.noteTaxDiffers);
  if (printable.shortened()) notes.push(words.noteShortened);
  if (printable.substituted()) notes.push(words.noteSubstituted(SUBSTITUTE));
  if (notes.length === 0) return;
  flow.y += SECTION_GAP;
  for (const text of notes) {
    const block = { text, style: NOTE, width: CONTENT.width };
    ensureRoom(flow, measure(flow, block));
    writeBlock(flow, { tag: "P", ...block, x: CONTENT.x });
  }
}

function negative(amount: Money): Money {
  return { ...amount, minor: amount.minor === 0 ? 0 : -amount.minor };
}
