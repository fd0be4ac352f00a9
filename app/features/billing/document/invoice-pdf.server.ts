import { setImmediate } from "node:timers/promises";
import PDFDocument from "pdfkit";
import { documentKind } from "#domain/invoices/rules.ts";
import { getDocumentFonts } from "./fonts.server.ts";
import { drawBody } from "./invoice-body.server.ts";
import type { InvoiceDocument, Sheet } from "./invoice-document.server.ts";
import { drawHeader } from "./invoice-header.server.ts";
import { INVOICE_WORDS } from "./invoice-words.ts";
import { drawFooters, PAGE } from "./page-flow.server.ts";
import { createPrintableText } from "./printable-text.ts";

/**
 * The invoice as a PDF of A4 pages in the form of a qualified invoice (JP-MO-5), which one that is cancelled or unconfirmed does not call itself. Equal inputs give equal bytes, so a hash
 * can be kept; nothing in it depends on the clock. `fontsDir` is the folder assets/fonts. Characters the font lacks print
 * as 〓, descriptions of more than 400 characters or 12 lines are cut; the document says so. Throws what reading the
 * fonts throws.
 */
export async function renderInvoicePdf(
  deps: { fontsDir: string },
  input: InvoiceDocument,
): Promise<Uint8Array> {
  const { language, invoice, issuer } = input;
  const words = INVOICE_WORDS[language];
  const fonts = await getDocumentFonts(deps.fontsDir);
  const printable = createPrintableText((codePoint) => fonts.regular.hasGlyphForCodePoint(codePoint));

  const title = `${words.title[documentKind(invoice.status)]} ${printable.line(invoice.number)}`;
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    // An empty name keeps pdfkit from loading its default font.
    font: "",
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang: language,
    displayTitle: true,
    info: {
      Title: forMetadata(title),
      Author: forMetadata(printable.line(issuer.name)),
      CreationDate: new Date(invoice.issuedOn ? `${invoice.issuedOn}T00:00:00+09:00` : 0),
    },
  });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  doc.registerFont("regular", fonts.regular);
  doc.registerFont("bold", fonts.bold);

  const root = doc.struct("Document");
  doc.addStructure(root);
  const sheet: Sheet = { flow: { doc, root, y: PAGE.marginY }, words, printable, input };
  drawHeader(sheet);
  await setImmediate();
  await drawBody(sheet);
  await setImmediate();
  root.end();
  const footer = `${title}\u3000${printable.line(issuer.name)}`;
  drawFooters(sheet.flow, { text: footer, pageText: words.page });
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

/** The library writes the same text unescaped into XML: what would be markup there becomes its full-width form. */
function forMetadata(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ({ "&": "＆", "<": "＜" })[mark] ?? "＞");
}
