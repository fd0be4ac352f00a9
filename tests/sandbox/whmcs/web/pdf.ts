import type { Reply } from "../../http.ts";
import { currencyOf, displayMoney } from "../money.ts";
import { ownInvoice } from "./invoice-page.ts";
import { BANNER, nameOf } from "./layout.ts";
import type { Visit } from "./visit.ts";

const MAX_LINES = 45;
const MAX_LINE = 80;

/** The invoice as a PDF of one page, or null when it is not this client's. */
export function invoicePdf(visit: Visit): Reply | null {
  const invoice = ownInvoice(visit);
  if (!invoice) return null;
  const currency = currencyOf(visit.client.currency);
  const show = (amount: number): string => displayMoney(amount, currency);
  const number = invoice.invoicenum || String(invoice.id);
  const lines = [
    BANNER,
    `Invoice ${number}`,
    nameOf(visit.client),
    `Date ${invoice.date}   Due ${invoice.duedate}   ${invoice.status}`,
    "",
    ...invoice.items.map((item) => `${cut(item.description)}   ${show(item.amount)}`),
    "",
    `Subtotal ${show(invoice.subtotal)}`,
    `Tax ${invoice.taxrate} % ${show(invoice.tax)}`,
    `Total ${show(invoice.total)}`,
  ];
  return {
    status: 200,
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="Invoice-${number.replace(/[^A-Za-z0-9-]/g, "")}.pdf"`,
      "cache-control": "no-store",
    },
    body: writePdf(lines.slice(0, MAX_LINES)),
  };
}

function cut(text: string): string {
  const line = text.slice(0, MAX_LINE * 4).replace(/\s+/g, " ");
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line;
}

/**
 * A PDF written by hand: the Japanese font is named and not embedded, which every viewer replaces with its own, so that no
 * font file has to be carried for a sandbox.
 */
export function writePdf(lines: readonly string[]): Buffer {
  const text = lines.map((line) => `<${utf16Hex(line)}> Tj T*`).join("\n");
  const content = `BT /F1 11 Tf 15 TL 50 790 Td\n${text}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 5 >> /W [1 230 500] /FontDescriptor 7 0 R >>",
    "<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922] /ItalicAngle 0 /Ascent 752 /Descent -221 /CapHeight 737 /StemV 114 >>",
  ];
  let file = "%PDF-1.5\n";
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

function utf16Hex(text: string): string {
  return Buffer.from(text, "utf16le").swap16().toString("hex");
}
