import { expiryOf, type Expiry } from "#domain/payments/rules.ts";
import type { PayMethod } from "#domain/payments/schema.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";

/** A stored method as a page shows it. */
export type MethodView = Pick<PayMethod, "id" | "kind" | "brand" | "lastFour" | "expires" | "description"> & {
  expiry: Expiry;
  /** Only known when it is the only one: the billing system does not tell (whmcs.md 5). */
  isDefault: boolean;
};

export function toMethodView(
  method: PayMethod,
  { today, isOnly }: { today: CalendarDate; isOnly: boolean },
): MethodView {
  const { id, kind, brand, lastFour, expires, description } = method;
  return {
    id,
    kind,
    brand,
    lastFour,
    expires,
    description,
    expiry: expiryOf(method, today),
    isDefault: isOnly,
  };
}
