import { createHash } from "node:crypto";
import type { LegalDocument } from "#domain/orders/legal-document.ts";
import { escapeHtml } from "~/platform/mail/mail-text.ts";

export type DocumentFile = { html: string; sha256: string };

/** No print is smaller than 8 points (JP-TB-6). */
const STYLE = [
  "body{font:11pt/1.6 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}",
  "h1{font-size:16pt}h2{font-size:13pt;margin-top:1.5em}",
  "dl{margin:0}div{padding:.4em 0;border-top:1px solid #999;break-inside:avoid}",
  "dt{font-weight:bold}dd{margin:0;white-space:pre-line}",
].join("");

/**
 * A document as one file that needs nothing else, to be kept and printed, and its fingerprint in hex, which whoever has the file can
 * work out again. The same document is the same file, to the byte.
 */
export function toDocumentFile({ language, title, lead, version, sections }: LegalDocument): DocumentFile {
  const body = sections.map(({ title: heading, rows }) => {
    const list = rows.map(
      ({ label, text }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd></div>`,
    );
    return `<h2>${escapeHtml(heading)}</h2>\n<dl>\n${list.join("\n")}\n</dl>`;
  });
  const html = [
    `<!DOCTYPE html>\n<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="version" content="${escapeHtml(version)}">`,
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>\n<body>`,
    `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(lead)}</p>`,
    ...body,
    "</body>\n</html>\n",
  ].join("\n");
  return { html, sha256: createHash("sha256").update(html).digest("hex") };
}
