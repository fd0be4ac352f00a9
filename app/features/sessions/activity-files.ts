import { toCsvByColumns } from "~/platform/json/csv.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";
import { activityInWords } from "./activity-texts.ts";
import type { Activity } from "./read-activity.server.ts";

const COLUMNS = ["time", "what", "device", "network", "reference"] as const;

/** For spreadsheets, in the reader's language; times are UTC, as in the other file. */
export function activityCsv(translator: Translator, rows: readonly Activity[]): string {
  const { t } = translator;
  return toCsvByColumns({
    columns: COLUMNS,
    labels: {
      time: t("activity.column.time"),
      what: t("activity.column.what"),
      device: t("activity.column.device"),
      network: t("activity.column.network"),
      reference: t("activity.column.reference"),
    },
    rows: rows.map(({ at, type, device, ip, reference }) => ({
      time: at,
      what: activityInWords(translator, type),
      device: device === "?" ? t("sessions.unknownDevice") : device,
      network: ip,
      reference,
    })),
  });
}

/** For programs: the same entries, as they are recorded. */
export function activityJson(rows: readonly Activity[]): string {
  return `${JSON.stringify({ entries: rows }, null, 2)}\n`;
}
