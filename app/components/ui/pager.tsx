import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "./icon.tsx";

export type PagerProps = {
  page: number;
  pages: number;
  total: number;
  from: number;
  to: number;
  /** Address of a page, with the filters kept. */
  hrefOf: (page: number) => string;
};

export function Pager({ page, pages, total, from, to, hrefOf }: PagerProps) {
  const { t } = useI18n();
  return (
    <nav className="pager" aria-label={t("pager.label")}>
      <span className="muted nb">{t("pager.range", { from, to, total })}</span>
      {pages > 1 ? (
        <ul>
          {page > 1 ? (
            <li>
              <a href={hrefOf(page - 1)}>
                <Icon name="chevron-left" size={16} />
                {t("pager.previous")}
              </a>
            </li>
          ) : null}
          {shownPages(page, pages).map((shown) =>
            shown < 0 ? (
              <li key={shown}>
                <span className="dots">…</span>
              </li>
            ) : (
              <li key={shown}>
                <a href={hrefOf(shown)} aria-current={shown === page ? "page" : undefined}>
                  <span className="sr">{t("pager.page")} </span>
                  {shown}
                </a>
              </li>
            ),
          )}
          {page < pages ? (
            <li>
              <a href={hrefOf(page + 1)}>
                {t("pager.next")}
                <Icon name="chevron-right" size={16} />
              </a>
            </li>
          ) : null}
        </ul>
      ) : null}
    </nav>
  );
}

/** First, last and the neighbours of the current page; a negative number stands for a gap. */
export function shownPages(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages);
  const numbers = [...new Set(near)].sort((a, b) => a - b);
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1];
    if (before === undefined || number === before + 1) return [number];
    return number === before + 2 ? [number - 1, number] : [-number, number];
  });
}
