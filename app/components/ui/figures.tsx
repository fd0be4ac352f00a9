import type { ReactNode } from "react";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "./icon.tsx";

/** One strip of figures, two by two on phones. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="figures sheet">{children}</dl>;
}

/** `value` null: not known. */
export function Figure({
  label,
  value,
  context,
}: {
  label: string;
  value: ReactNode | null;
  context?: ReactNode;
}) {
  const { t } = useI18n();
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd className="value">
        {value === null ? (
          <span className="unknown">
            <Icon name="circle-question-mark" size={16} />
            {t("common.notAvailable")}
          </span>
        ) : (
          value
        )}
      </dd>
      {context ? <dd className="context">{context}</dd> : null}
    </div>
  );
}
