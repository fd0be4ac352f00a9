import { useNavigation } from "@remix-run/react";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** A thin line while a page is on its way; words for screen readers. Nothing at all without scripts. */
export function NavigationProgress() {
  const { t } = useI18n();
  const { state } = useNavigation();
  // The live region is always there, or a screen reader would not hear what is put into it.
  return (
    <div role="status">
      {state === "idle" ? null : (
        <div className="progress">
          <span className="sr">{t("common.loading")}</span>
        </div>
      )}
    </div>
  );
}
