import type { Part } from "~/platform/http/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { Due } from "./due.ts";
import type { InvoiceListView } from "./list-view.ts";

type Counts = Pick<InvoiceListView["counts"], "all" | "unpaid" | "overdue">;

/** The sentence under the title: where the customer stands. */
export function DueAnswer({ view, part }: { view: { counts: Counts }; part: Part<Due> }) {
  const { rich, money } = useI18n();
  const { all, unpaid, overdue } = view.counts;
  if (all === 0) return <>{rich("billing.answer.none")}</>;
  if (unpaid + overdue === 0) return <>{rich("billing.answer.clear")}</>;
  if (part.state === "unavailable" || part.value === null) return <>{rich("billing.answer.unknownSum")}</>;
  const { toPay, overdue: late } = part.value;
  const amount = <span className="nb">{money(toPay)}</span>;
  if (late.minor === 0) return <>{rich("billing.answer.due", { amount })}</>;
  return <>{rich("billing.answer.late", { amount, late: <span className="nb">{money(late)}</span> })}</>;
}
