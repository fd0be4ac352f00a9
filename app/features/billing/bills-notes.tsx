import { Amounts } from "~/components/ui/money.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { BillsView } from "./bills-view.ts";

/** What stands between the sum to pay and the balance of the statement: credit, collections, and what cannot be shown. */
export function BillsNotes({ view }: { view: Pick<BillsView, "credit" | "collections" | "unreadable"> }) {
  const { rich } = useI18n();
  return (
    <>
      {view.credit === null ? null : (
        <p className="small">{rich("billing.creditNote", { amount: <Amounts money={[view.credit]} /> })}</p>
      )}
      {view.collections.length === 0 ? null : (
        <p className="small">
          {rich("billing.collectionsNote", { amount: <Amounts money={view.collections} /> })}
        </p>
      )}
      <UnreadableNote numbers={view.unreadable} />
    </>
  );
}

/** Says of which invoices of the list nothing is shown. */
export function UnreadableNote({ numbers }: { numbers: readonly (string | null)[] }) {
  const { t } = useI18n();
  if (numbers.length === 0) return null;
  const known = numbers.filter((number) => number !== null);
  const text = t("invoices.unreadable", { count: numbers.length });
  return (
    <p className="small" role="note">
      {known.length === 0
        ? text
        : `${text} ${t("invoices.unreadableNumbers", { numbers: known.join(", ") })}`}
    </p>
  );
}
