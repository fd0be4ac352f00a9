import { monthOf } from "../shared/date-rules.ts";
import type { CalendarDate } from "../shared/dates.ts";
import type { PayMethod } from "./schema.ts";

export type Expiry = "none" | "good" | "expiring" | "expired";

/** A card is good through the last day of its month; "expiring" in that month. */
export function expiryOf({ expires }: Pick<PayMethod, "expires">, today: CalendarDate): Expiry {
  if (expires === null) return "none";
  const month = monthOf(today);
  if (expires < month) return "expired";
  return expires === month ? "expiring" : "good";
}
