import { Amounts } from "~/components/ui/money.tsx";
import type { Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { Due } from "./due.ts";
import type { InvoiceListView } from "./list-view.ts";

type Counts = Pick<InvoiceListView["counts"], "all" | "unpaid" | "overdue">;

/** The sentence under the title: where the customer stands. */
export function DueAnswer({ view, part }: { view: { counts: Counts }; part: Part<Due> }) {
  const { rich } = useI18n();
  const { all, unpaid, overdue } = view.counts;
  if (all === 0) return <>{rich("billing.answer.none")}</>;
  const due = part.state === "ready" ? part.value : null;
  // Without a sum there may be one among those that cannot be read.
  if (due === null) return <>{rich("billing.answer.unknownSum")}</>;
  if (unpaid + overdue === 0) return <>{rich("billing.answer.clear")}</>;
  const { toPay, overdue: late } = due;
  const amount = <Amounts money={toPay} />;
  if (toPay.length === 0) return <>{rich("billing.answer.clear")}</>;
  if (late.length === 0) return <>{rich("billing.answer.due", { amount })}</>;
  return <>{rich("billing.answer.late", { amount, late: <Amounts money={late} /> })}</>;
}
