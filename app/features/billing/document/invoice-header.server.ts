import { openAmount } from "#domain/invoices/rules.ts";
import { documentKind } from "#domain/invoices/rules.ts";
import { formatMoney, sum } from "#domain/shared/money.ts";
import type { Money } from "#domain/shared/money.ts";
import { dateText, isTaxed } from "./invoice-document.server.ts";
import type { Sheet } from "./invoice-document.server.ts";
import {
  artifact,
  CONTENT,
  draw,
  drawRule,
  element,
  fitted,
  INK,
  lineWidth,
  measure,
  writeBlock,
} from "./page-flow.server.ts";
import type { TextStyle } from "./page-flow.server.ts";

const LEFT = { x: CONTENT.x, width: 256 };
const RIGHT = { x: CONTENT.x + 276, width: CONTENT.width - 276 };
const SMALL: TextStyle = { size: 9 };
const LABEL: TextStyle = { size: 8.5, color: INK.muted };
/** More lines than any address has. */
const ADDRESS_LINES_MAX = 8;

/** Title, both parties, dates and the figures: what answers "how much, by when, is it paid". */
export function drawHeader(sheet: Sheet): void {
  const { flow } = sheet;
  drawTitle(sheet);
  const top = flow.y;
  drawRecipient(sheet);
  const leftBottom = flow.y;
  flow.y = top;
  drawFacts(sheet);
  flow.y += 10;
  drawIssuer(sheet);
  flow.y = Math.max(leftBottom, flow.y) + 18;
  drawFigures(sheet);
}

function drawTitle(sheet: Sheet): void {
  const { flow, words, input } = sheet;
  const kind = documentKind(input.invoice.status);
  const y = flow.y;
  const title = { text: words.title[kind], style: { size: 19, bold: true }, width: LEFT.width };
  writeBlock(flow, { tag: "H1", x: LEFT.x, ...title });
  if (kind === "qualified" && words.statutoryTitle !== null) {
    const x = LEFT.x + lineWidth(flow, title) + 8;
    const statutory = { text: words.statutoryTitle, style: LABEL, width: 100 };
    element(flow, { tag: "P", lang: "ja", draw: () => draw(flow, { ...statutory, x, y: y + 11 }) });
  }
  drawStamp(sheet, { middle: (y + flow.y) / 2 });
  flow.y += 6;
  drawRule(flow, { ...CONTENT, kind: "strong" });
  flow.y += 16;
}

const TONES = {
  positive: INK.positive,
  caution: INK.caution,
  critical: INK.critical,
  info: INK.info,
  neutral: INK.muted,
};

/** The status in a frame at the right edge. */
function drawStamp({ flow, printable, input }: Sheet, { middle }: { middle: number }): void {
  const color = TONES[input.displayStatus.tone];
  const text = printable.line(input.displayStatus.text);
  const padding = 12;
  const room = RIGHT.width - 2 * padding;
  const style = fitted(flow, { text, style: { size: 10.5, bold: true, color }, width: room });
  // A point more than the text is wide, so that rounding never wraps it.
  const width = Math.min(room, lineWidth(flow, { text, style }) + 1);
  const height = measure(flow, { text, style, width }) + 6;
  const x = CONTENT.x + CONTENT.width - width - 2 * padding;
  const y = middle - height / 2;
  artifact(flow, () =>
    flow.doc
      .roundedRect(x, y, width + 2 * padding, height, 4)
      .lineWidth(1.2)
      .strokeColor(color)
      .stroke(),
  );
  element(flow, { tag: "P", draw: () => draw(flow, { text, style, width, x: x + padding, y: y + 3 }) });
}

function drawRecipient({ flow, words, printable, input: { recipient } }: Sheet): void {
  for (const line of recipient.addressLines.slice(0, ADDRESS_LINES_MAX)) {
    writeBlock(flow, { tag: "P", text: printable.line(line), style: SMALL, ...LEFT });
  }
  flow.y += 6;
  const text = words.addressee(printable.line(recipient.name), recipient.organisation);
  // Smaller before 様 or 御中 would stand alone on a second line.
  const style = fitted(flow, { text, style: { size: 14, bold: true }, width: LEFT.width });
  writeBlock(flow, { tag: "P", text, style, ...LEFT });
  writeBlock(flow, { tag: "P", text: words.recipientNow, style: LABEL, ...LEFT });
  if (recipient.customerNumber === null) return;
  flow.y += 2;
  const number = `${words.customerNumber} ${printable.line(recipient.customerNumber)}`;
  writeBlock(flow, { tag: "P", text: number, style: LABEL, ...LEFT });
}

function drawFacts(sheet: Sheet): void {
  const { flow, words, printable, input } = sheet;
  const { invoice, period } = input;
  const facts: [string, string][] = [
    [words.number, printable.line(invoice.number)],
    [words.issuedOn, dateText(sheet, invoice.issuedOn)],
    period
      ? [words.transactionPeriod, words.period(dateText(sheet, period.from), dateText(sheet, period.to))]
      : [words.transactionOn, dateText(sheet, invoice.issuedOn)],
    [words.dueOn, dateText(sheet, invoice.dueOn)],
  ];
  if (invoice.paidOn) facts.push([words.paidOn, dateText(sheet, invoice.paidOn)]);

  const labelWidth = 80;
  for (const [label, text] of facts) {
    const y = flow.y;
    const value = { text, style: SMALL, width: RIGHT.width - labelWidth };
    element(flow, {
      tag: "P",
      draw: () => {
        // The space keeps label and value apart for whoever reads the text without its places.
        draw(flow, { text: `${label} `, style: LABEL, width: labelWidth, x: RIGHT.x, y: y + 0.6 });
        draw(flow, { ...value, x: RIGHT.x + labelWidth, y });
      },
    });
    flow.y += measure(flow, value) + 1.5;
  }
}

function drawIssuer({ flow, words, printable, input: { issuer } }: Sheet): void {
  writeBlock(flow, {
    tag: "P",
    text: printable.line(issuer.name),
    style: { size: 10, bold: true },
    ...RIGHT,
  });
  const lines = [
    ...issuer.addressLines.slice(0, ADDRESS_LINES_MAX).map((line) => printable.line(line)),
    words.phone(printable.line(issuer.phone)),
    words.registrationNumber(printable.line(issuer.registrationNumber)),
  ];
  for (const text of lines) writeBlock(flow, { tag: "P", text, style: SMALL, ...RIGHT });
}

/** One strip, as on the pages: what it comes to, what has been paid, what is left, by when. */
function drawFigures(sheet: Sheet): void {
  const { flow, words, input } = sheet;
  const { invoice, language } = input;
  const moved = (direction: "in" | "out"): Money => {
    const amounts = invoice.transactions
      .filter((one) => one.direction === direction)
      .map((one) => one.amount);
    return sum(amounts, invoice.total.currency);
  };
  const refunded = moved("out");
  const figures: [string, string][] = [
    [isTaxed(input) ? words.totalWithTax : words.total, formatMoney(invoice.total, language)],
    [words.paid, formatMoney(moved("in"), language)],
  ];
  if (refunded.minor !== 0) figures.push([words.refunded, formatMoney(refunded, language)]);
  figures.push([
    words.balance,
    formatMoney(openAmount(invoice) ?? { ...invoice.balance, minor: 0 }, language),
  ]);
  figures.push([words.dueOn, dateText(sheet, invoice.dueOn)]);

  const height = 52;
  const y = flow.y;
  artifact(flow, () => flow.doc.rect(CONTENT.x, y, CONTENT.width, height).fillColor(INK.sunken).fill());
  const cell = CONTENT.width / figures.length;
  const width = cell - 16;
  const sizes = figures.map(
    ([, text]) => fitted(flow, { text, style: { size: 13.5, bold: true }, width }).size,
  );
  const style: TextStyle = { size: Math.min(...sizes), bold: true };
  for (const [index, [label, text]] of figures.entries()) {
    const x = CONTENT.x + index * cell + 12;
    const labelText = `${label} `;
    element(flow, {
      tag: "P",
      draw: () => {
        const labelStyle = fitted(flow, { text: labelText, style: LABEL, width });
        draw(flow, { text: labelText, style: labelStyle, width, x, y: y + 8 });
        draw(flow, { text, style, width, x, y: y + 24 });
      },
    });
  }
  flow.y = y + height + 20;
}
