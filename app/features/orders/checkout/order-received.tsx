import { Notice } from "~/components/ui/notice.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** What the press of the button has done, on the page of its order. */
export function OrderReceived() {
  const { t } = useI18n();
  return (
    <div className="flash">
      <Notice tone="positive" title={t("checkout.done")} role="status">
        {t("checkout.doneBody")}
      </Notice>
    </div>
  );
}
