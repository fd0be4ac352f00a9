/** Points. A4 with margins of 16 mm above and below and 15 mm at the sides (design.md 5). */
export const PAGE = { width: 595.28, height: 841.89, marginX: 42.52, marginY: 45.35 };
export const CONTENT = { x: PAGE.marginX, width: PAGE.width - 2 * PAGE.marginX };
const FOOTER_HEIGHT = 22;
const CONTENT_BOTTOM = PAGE.height - PAGE.marginY - FOOTER_HEIGHT;
const SIZE_MIN = 8;

/** design.md 2, light. */
export const INK = {
  text: "#16232E",
  muted: "#4F5E6A",
  line: "#DBE1E4",
  sunken: "#EBF0F3",
  positive: "#17653C",
  caution: "#7F510C",
  critical: "#A32321",
  info: "#47518E",
};

/** A document being written from top to bottom: `y` is where the next block goes, `root` its structure for screen readers. */
export type Flow = { doc: PDFKit.PDFDocument; root: PDFKit.PDFStructureElement; y: number };

export type TextStyle = { size: number; bold?: boolean; color?: string; align?: "left" | "right" };
export type TextBlock = { text: string; style: TextStyle; width: number };

/** Height of the text, wrapped to its width. */
export function measure(flow: Flow, { text, style, width }: TextBlock): number {
  if (text === "") return 0;
  return withStyle(flow, style).heightOfString(text, { width });
}

/** Draws into the structure element or artifact the caller has opened. */
export function draw(flow: Flow, { text, style, width, x, y }: TextBlock & { x: number; y: number }): void {
  if (text === "") return;
  withStyle(flow, style)
    .fillColor(style.color ?? INK.text)
    .text(text, x, y, { width, align: style.align ?? "left" });
}

/** Width of the text on one line. */
export function lineWidth(flow: Flow, { text, style }: Pick<TextBlock, "text" | "style">): number {
  return withStyle(flow, style).widthOfString(text);
}

/** The style at the largest size, not above its own, that keeps the text on one line; at 8 points if none does. */
export function fitted(flow: Flow, { text, style, width }: TextBlock): TextStyle {
  let size = style.size;
  while (size > SIZE_MIN && lineWidth(flow, { text, style: { ...style, size } }) > width) size -= 0.5;
  return { ...style, size };
}

function withStyle(flow: Flow, style: TextStyle): PDFKit.PDFDocument {
  return flow.doc.font(style.bold ? "bold" : "regular").fontSize(style.size);
}

type Element = { tag: "H1" | "H2" | "P"; lang?: string; draw: () => void };

/** One element of the document's structure around what `draw` draws. */
export function element(flow: Flow, { tag, lang, draw: content }: Element): void {
  flow.root.add(flow.doc.struct(tag, lang ? { lang } : {}, content));
}

/** Writes a block of its own at `y` and moves below it. */
export function writeBlock(
  flow: Flow,
  { tag, ...block }: TextBlock & { tag: Element["tag"]; x: number },
): void {
  if (block.text === "") return;
  element(flow, { tag, draw: () => draw(flow, { ...block, y: flow.y }) });
  flow.y += measure(flow, block);
}

/** Lines, fills and repeated matter, which a screen reader passes over. */
export function artifact(flow: Flow, content: () => void): void {
  flow.doc.markContent("Artifact", { type: "Layout" });
  content();
  flow.doc.endMarkedContent();
}

/** A line across at `y`. */
export function drawRule(
  flow: Flow,
  { x, width, kind }: { x: number; width: number; kind: "hair" | "strong" },
): void {
  artifact(flow, () => {
    flow.doc
      .moveTo(x, flow.y)
      .lineTo(x + width, flow.y)
      .lineWidth(kind === "hair" ? 0.6 : 1.2)
      .strokeColor(kind === "hair" ? INK.line : INK.text)
      .stroke();
  });
}

/** Starts a new page, and says so, unless `height` still fits. */
export function ensureRoom(flow: Flow, height: number): boolean {
  if (flow.y + height <= CONTENT_BOTTOM) return false;
  flow.doc.addPage();
  flow.y = PAGE.marginY;
  return true;
}

/** Writes the foot of every page, once their number is known, as matter outside the structure. */
export function drawFooters(
  flow: Flow,
  { text, pageText }: { text: string; pageText: (page: number, pages: number) => string },
): void {
  const { start, count } = flow.doc.bufferedPageRange();
  const y = PAGE.height - PAGE.marginY - 11;
  const style: TextStyle = { size: SIZE_MIN, color: INK.muted };
  const width = CONTENT.width * 0.8;
  for (let index = 0; index < count; index += 1) {
    flow.doc.switchToPage(start + index);
    flow.doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    draw(flow, { text, style, width, x: CONTENT.x, y });
    draw(flow, {
      text: pageText(index + 1, count),
      style: { ...style, align: "right" },
      width: CONTENT.width - width,
      x: CONTENT.x + width,
      y,
    });
    flow.doc.endMarkedContent();
  }
}
