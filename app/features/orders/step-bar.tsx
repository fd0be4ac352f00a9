import { useI18n } from "~/platform/i18n/i18n.tsx";

/** How far one has come on several pages that follow each other; on phones the place is told in words. */
export function StepBar({ labels, at }: { labels: readonly string[]; at: number }) {
  const { t } = useI18n();
  return (
    <nav className="steps" aria-label={t("configure.steps")}>
      <ol>
        {labels.map((label, index) => (
          <li
            key={label}
            className={index < at ? "done" : undefined}
            aria-current={index === at ? "step" : undefined}
          >
            {label}
          </li>
        ))}
      </ol>
      <p className="steps-now" aria-hidden="true">
        {t("configure.at", { number: at + 1, count: labels.length })} <strong>{labels[at]}</strong>
      </p>
    </nav>
  );
}
