import { inflateSync } from "node:zlib";

/** One drawn piece of text: its place in points from the top left, its size, and what a reader copies from it. */
export type PdfText = { page: number; x: number; y: number; size: number; text: string };
export type ReadPdf = {
  /** The objects' own text, without what is compressed. */
  source: string;
  pages: number;
  texts: PdfText[];
  /** What each page draws, as operators. */
  contents: string[];
};

/** Reads a document of pdfkit back, through its fonts' ToUnicode maps. It knows pdfkit's habits and no other writer's. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const source = Buffer.from(bytes).toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id = "", body = ""] of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id, body);
  const object = (id: string | undefined): string => objects.get(id ?? "") ?? "";
  const first = (pattern: RegExp, text: string): string => pattern.exec(text)?.[1] ?? "";

  const kids = first(
    /\/Kids \[([^\]]*)\]/,
    [...objects.values()].find((body) => body.includes("/Type /Pages")) ?? "",
  );
  const pageIds = [...kids.matchAll(/(\d+) 0 R/g)].map((match) => match[1]);
  const contents = pageIds.map((id) => inflated(object(first(/\/Contents (\d+) 0 R/, object(id)))));

  const texts = pageIds.flatMap((id, page) => {
    const resources = object(first(/\/Resources (\d+) 0 R/, object(id)));
    const maps = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", fontId]) => [
        name,
        toUnicode(inflated(object(first(/\/ToUnicode (\d+) 0 R/, object(fontId))))),
      ]),
    );
    const drawn = (contents[page] ?? "").matchAll(
      /1 0 0 1 (\S+) (\S+) Tm\n\/(F\d+) (\S+) Tf\n([\s\S]*?)\nET/g,
    );
    return [...drawn].map(([, x, y, font = "", size, shown = ""]) => {
      const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/g)].flatMap(
        ([, hex = ""]) => hex.match(/.{4}/g) ?? [],
      );
      const text = glyphs.map((glyph) => maps.get(font)?.[Number.parseInt(glyph, 16)] ?? "").join("");
      return { page, x: Number(x), y: 841.89 - Number(y), size: Number(size), text };
    });
  });
  return { source, pages: pageIds.length, texts, contents };
}

function inflated(body: string): string {
  const at = body.indexOf("stream\n");
  if (at < 0) return "";
  const stream = body.slice(at + "stream\n".length, body.lastIndexOf("\nendstream"));
  return inflateSync(Buffer.from(stream, "latin1")).toString("latin1");
}

/** pdfkit lists the characters of glyph 0, 1, 2, … in order, as UTF-16. */
function toUnicode(cmap: string): string[] {
  const ranges = [...cmap.matchAll(/<[0-9a-f]{4}> <[0-9a-f]{4}> \[([^\]]*)\]/g)];
  return ranges.flatMap(([, list = ""]) =>
    [...list.matchAll(/<([0-9a-f ]*)>/g)].map(([, units = ""]) =>
      String.fromCharCode(...(units.match(/[0-9a-f]{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))),
    ),
  );
}
