import { toCsv } from "~/platform/json/csv.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";
import { EXPORT_PARTS, PART_NAMES, type DataExport, type ExportPart, type FieldName } from "./parts.ts";

/** For programs: every part in one file, with the names and values that this version writes. */
export function exportJson(translator: Translator, { madeAt, parts }: DataExport): string {
  const named = PART_NAMES.map((name) => {
    const note = noteOf(translator, parts[name]);
    const part = { heldBy: EXPORT_PARTS[name], ...parts[name], ...(note === null ? {} : { note }) };
    return [name, part] as const;
  });
  return `${JSON.stringify({ madeAt, parts: Object.fromEntries(named) }, null, 2)}\n`;
}

/** For spreadsheets: one part, its columns named in the reader's language. What is missing is said in its last line. */
export function exportCsv(translator: Translator, part: ExportPart): string {
  const { t } = translator;
  const rows = part.state === "read" ? part.rows : [];
  const fields = Object.keys(rows[0] ?? {}) as FieldName[];
  const note = noteOf(translator, part);
  const header = fields.length > 0 ? fields.map((field) => t(`export.field.${field}`)) : [t("export.note")];
  const lines = rows.map((row) => fields.map((field) => toCell(row[field])));
  return toCsv(header, note === null ? lines : [...lines, [note]]);
}

/** What a reader has to know about a part beside its entries; null where there is nothing. */
export function noteOf({ t }: Translator, part: ExportPart): string | null {
  switch (part.state) {
    case "unavailable":
      return t("export.unavailable");
    case "none":
      return t("export.none");
    case "read":
      return noteOfRows({ t }, { ...part, count: part.rows.length });
  }
}

/** Beside the entries that are there; null where there is nothing to say. */
export function noteOfRows(
  { t }: Pick<Translator, "t">,
  { count, left, unreadable = 0 }: { count: number; left: number; unreadable?: number | undefined },
): string | null {
  const notes = [
    ...(left > 0 ? [t("export.left", { count: left })] : []),
    ...(unreadable > 0 ? [t("export.unreadable", { count: unreadable })] : []),
  ];
  if (notes.length > 0) return notes.join(" ");
  return count === 0 ? t("export.empty") : null;
}

function toCell(value: string | number | boolean | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
