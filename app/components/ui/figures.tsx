import type { ReactNode } from "react";
import type { TaxShare } from "#domain/invoices/list.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "./icon.tsx";
import { TaxNote } from "./money.tsx";

/** One strip of figures, two by two on phones. `tax`: how many of the amounts have tax in them. */
export function Figures({ children, tax = "none" }: { children: ReactNode; tax?: TaxShare }) {
  return (
    <div className="sheet">
      <dl className="figures">{children}</dl>
      <TaxNote share={tax} />
    </div>
  );
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
