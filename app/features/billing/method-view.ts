import { expiryOf, type Expiry } from "#domain/payments/rules.ts";
import type { PayMethod } from "#domain/payments/schema.ts";
import type { Listing } from "#domain/shared/whmcs-list.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";

/** A stored method as a page shows it. */
export type MethodView = Pick<PayMethod, "id" | "kind" | "brand" | "lastFour" | "expires" | "description"> & {
  expiry: Expiry;
  /** Only known when it is the only one: the billing system does not tell (whmcs.md 5). */
  isDefault: boolean;
};

/** The stored methods as far as they can be read, and how many cannot. */
export type MethodsView = { methods: MethodView[]; unreadable: number };

export function toMethodsView({ rows, unreadable }: Listing<PayMethod>, today: CalendarDate): MethodsView {
  const isOnly = rows.length === 1 && unreadable.length === 0;
  return {
    methods: rows.map((method) => toMethodView(method, { today, isOnly })),
    unreadable: unreadable.length,
  };
}

function toMethodView(
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
