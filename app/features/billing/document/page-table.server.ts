import { setImmediate } from "node:timers/promises";
import { artifact, draw, drawRule, ensureRoom, INK, measure } from "./page-flow.server.ts";
import type { Flow, TextStyle } from "./page-flow.server.ts";

export type Column = { label: string; width: number; align?: "right"; muted?: boolean };
export type Row = {
  /** A first line break parts a cell into what it is and, smaller, its details. */
  cells: string[];
  strong?: boolean;
};
export type Table = { x: number; columns: Column[]; rows: Row[]; head: "shown" | "none" };

const CELL = { gap: 10, padTop: 4.5, padBottom: 5 };
const HEAD: TextStyle = { size: 8.5, bold: true, color: INK.muted };
const DETAIL: TextStyle = { size: 8.5, color: INK.muted };
/** The event loop gets a turn after so many rows: a bill of thousands of lines must not stop everybody's pages. */
const ROWS_PER_TURN = 20;

/** Draws at `y`; the head is repeated on every page and a row is never parted, so rows must be lower than a page. */
export async function drawTable(flow: Flow, table: Table): Promise<void> {
  const structure = flow.doc.struct("Table");
  flow.root.add(structure);
  const line = { x: table.x, width: tableWidth(table) };
  for (const [index, row] of table.rows.entries()) {
    if (index > 0 && index % ROWS_PER_TURN === 0) await setImmediate();
    const first = index === 0;
    const broken = ensureRoom(flow, rowHeight(flow, { table, row }) + (first ? headHeight(flow, table) : 0));
    if (table.head === "shown" && (first || broken))
      drawHead(flow, { table, structure: first ? structure : null });
    else if (first || row.strong) drawRule(flow, { ...line, kind: row.strong ? "strong" : "hair" });
    drawRow(flow, { table, row, structure });
    drawRule(flow, { ...line, kind: "hair" });
  }
  structure.end();
}

/** How high the table is while it stays on one page. */
export function tableHeight(flow: Flow, table: Table): number {
  return table.rows.reduce((sum, row) => sum + rowHeight(flow, { table, row }), headHeight(flow, table));
}

export function tableWidth(table: Table): number {
  return table.columns.reduce((sum, column) => sum + column.width, 0);
}

type DrawnRow = {
  table: Table;
  row: Row | "head";
  /** Null for a repeated head, which is no part of the structure. */
  structure: PDFKit.PDFStructureElement | null;
};

function drawHead(flow: Flow, { table, structure }: Omit<DrawnRow, "row">): void {
  const line = { x: table.x, width: tableWidth(table) };
  drawRule(flow, { ...line, kind: "strong" });
  drawRow(flow, { table, row: "head", structure });
  drawRule(flow, { ...line, kind: "hair" });
}

function drawRow(flow: Flow, { table, row, structure }: DrawnRow): void {
  const rowElement = structure ? flow.doc.struct("TR") : null;
  if (rowElement) structure?.add(rowElement);
  let left = table.x;
  for (const [index, column] of table.columns.entries()) {
    const { main, detail } = cellText({ table, row, index });
    const width = textWidth(table, index);
    const x = column.align === "right" ? left + column.width - width : left;
    const y = flow.y + CELL.padTop;
    const style: TextStyle = { ...rowStyle(row), align: column.align };
    if (column.muted && row !== "head" && !row.strong) style.color = INK.muted;
    const content = () => {
      draw(flow, { text: main, style, width, x, y });
      const below = y + measure(flow, { text: main, style, width });
      draw(flow, { text: detail, style: DETAIL, width, x, y: below });
    };
    if (rowElement) {
      const { tag, scope } = cellRole({ table, row, index });
      rowElement.add(flow.doc.struct(tag, scope ? { scope } : {}, content));
    } else artifact(flow, content);
    left += column.width;
  }
  rowElement?.end();
  flow.y += rowHeight(flow, { table, row });
}

type Cell = { table: Table; row: Row | "head"; index: number };

function cellRole({ table, row, index }: Cell): { tag: "TH" | "TD"; scope?: "Column" | "Row" } {
  if (row === "head") return { tag: "TH", scope: "Column" };
  return table.head === "none" && index === 0 ? { tag: "TH", scope: "Row" } : { tag: "TD" };
}

function cellText({ table, row, index }: Cell): { main: string; detail: string } {
  const text = (row === "head" ? table.columns[index]?.label : row.cells[index]) ?? "";
  const [main = "", ...details] = text.split("\n");
  return { main, detail: details.join("\n") };
}

function rowStyle(row: Row | "head"): TextStyle {
  if (row === "head") return HEAD;
  return row.strong ? { size: 10.5, bold: true } : { size: 9.5 };
}

function headHeight(flow: Flow, table: Table): number {
  return table.head === "shown" ? rowHeight(flow, { table, row: "head" }) : 0;
}

function rowHeight(flow: Flow, { table, row }: Omit<DrawnRow, "structure">): number {
  const heights = table.columns.map((_, index) => {
    const { main, detail } = cellText({ table, row, index });
    const width = textWidth(table, index);
    return (
      measure(flow, { text: main, style: rowStyle(row), width }) +
      measure(flow, { text: detail, style: DETAIL, width })
    );
  });
  return Math.max(...heights) + CELL.padTop + CELL.padBottom;
}

/** Columns of left-aligned text keep a gap to the next one; the table's own edges align with the page's. */
function textWidth(table: Table, index: number): number {
  const column = table.columns[index];
  if (!column) return 0;
  const flush = column.align === "right" || index === table.columns.length - 1;
  return column.width - (flush ? 0 : CELL.gap);
}
