import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { create } from "fontkit";
import type { Font } from "fontkit";

export type DocumentFonts = { regular: Font; bold: Font };

const loaded = new Map<string, Promise<DocumentFonts>>();

/**
 * The two weights of the document font in `folder` (assets/fonts), for one document. The files are read and their tables
 * decoded once per process; a failed read is tried again by the next document. Throws the file system's error.
 */
export async function getDocumentFonts(folder: string): Promise<DocumentFonts> {
  let fonts = loaded.get(folder);
  if (!fonts) {
    fonts = loadFonts(folder);
    loaded.set(folder, fonts);
    fonts.catch(() => loaded.delete(folder));
  }
  const { regular, bold } = await fonts;
  return { regular: forOneDocument(regular), bold: forOneDocument(bold) };
}

async function loadFonts(folder: string): Promise<DocumentFonts> {
  const [regular, bold] = await Promise.all([
    readFile(join(folder, "PortalSansJP-Regular.ttf")),
    readFile(join(folder, "PortalSansJP-Bold.ttf")),
  ]);
  return { regular: await parseFont(regular), bold: await parseFont(bold) };
}

/** Decoding the tables takes tens of milliseconds a font; others get a turn between them. */
async function parseFont(file: Uint8Array): Promise<Font> {
  const parsed = create(file);
  forOneDocument(parsed).layout("12 円");
  await setImmediate();
  return parsed;
}

/**
 * A glyph object keeps the characters it was first asked for (U+2F75 and 竹 share one), and they end up in the text layer:
 * with one glyph cache for the process a document's bytes would depend on the documents before it. So each document
 * gets its own cache over the shared tables. The parsed font itself never lays text out, since its engine would hold on to it.
 */
function forOneDocument(parsed: Font): Font {
  return Object.create(parsed, { _glyphs: { value: {}, writable: true } }) as Font;
}
