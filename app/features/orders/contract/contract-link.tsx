import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export function ContractLink({ orderId }: { orderId: OrderId }) {
  const { t } = useI18n();
  return (
    <Sheet title={t("contract.link")} titleId="contract">
      <div className="sheet-body">
        <p>{t("contract.linkBody")}</p>
        <p className="gap-top">
          <LinkButton href={`/account/orders/${orderId}/contract`}>{t("contract.open")}</LinkButton>
        </p>
      </div>
    </Sheet>
  );
}
