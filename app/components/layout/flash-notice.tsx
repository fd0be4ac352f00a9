import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Notice } from "../ui/notice.tsx";
import { useAccountData } from "./account-data.ts";

/** What the act before this page did; stays until the next page. */
export function FlashNotice() {
  const { t } = useI18n();
  const { flash, name } = useAccountData();
  if (flash === null) return null;
  return (
    <div className="flash">
      <Notice tone="positive" role="status">
        {flash === "otherPasswordReset" ? t(`flash.${flash}`, { name }) : t(`flash.${flash}`)}
      </Notice>
    </div>
  );
}
