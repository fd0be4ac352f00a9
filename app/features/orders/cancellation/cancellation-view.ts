import type { CancellationCharge, CancellationStanding } from "#domain/orders/initial-cancellation.ts";
import type { GrossPrice } from "#domain/catalog/price.ts";
import { tokyoDate, tokyoTime } from "#domain/shared/date-rules.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { I18n } from "~/platform/i18n/i18n.tsx";

/** Where an order stands with its initial cancellation, as pages tell it. Times are ISO 8601; days end at midnight in Tokyo. */
export type CancellationView =
  | { state: "sent"; sentAt: string }
  | Extract<CancellationStanding, { state: "excluded" }>
  | Extract<CancellationStanding, { awaits: "contract" | "document" | "service" }>
  | { state: "open"; awaits: null; lastDay: CalendarDate; daysLeft: number }
  | { state: "over"; lastDay: CalendarDate };

export type ChargeView = { charge: CancellationCharge; most: GrossPrice };

export function toCancellationView(standing: CancellationStanding): CancellationView {
  switch (standing.state) {
    case "sent":
      return { state: "sent", sentAt: standing.sentAt.toISOString() };
    case "excluded":
      return standing;
    case "open":
      return standing.awaits === null
        ? {
            state: "open",
            awaits: null,
            daysLeft: standing.daysLeft,
            lastDay: lastDayBefore(standing.endsAt),
          }
        : standing;
    case "over":
      return { state: "over", lastDay: lastDayBefore(standing.endedAt) };
  }
}

/** To the second, with day and zone: the moment is what counts (JP-TB-12). */
export function receiptTime(at: Date, { t, longDate }: Pick<I18n, "t" | "longDate">): string {
  const seconds = String(at.getUTCSeconds()).padStart(2, "0");
  return t("cancel.moment", { date: longDate(tokyoDate(at)), time: `${tokyoTime(at)}:${seconds}` });
}

/** The last moment of a day, as exactly. */
export function deadline(lastDay: CalendarDate, { t, longDate }: Pick<I18n, "t" | "longDate">): string {
  return t("cancel.moment", { date: longDate(lastDay), time: "23:59:59" });
}

function lastDayBefore(midnight: Date): CalendarDate {
  return tokyoDate(new Date(midnight.getTime() - 1));
}
