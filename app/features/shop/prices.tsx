import type { ReactNode } from "react";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import type { Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** Prices as they were read, an old copy with its time, or that they cannot be shown and whom to ask. */
export function Prices<T>({
  part,
  here,
  children,
}: {
  part: Part<T>;
  /** Address of the page, to try again. */
  here: string;
  children: (offers: T) => ReactNode;
}) {
  const { t, instant } = useI18n();
  if (part.state === "unavailable") return <PricesGone reference={part.reference} here={here} />;
  return (
    <div className="stack">
      {part.staleSince === null ? null : (
        <Notice tone="caution">
          {t("shop.stale", { readAt: instant(part.readAt), since: instant(part.staleSince) })}
        </Notice>
      )}
      {children(part.value)}
    </div>
  );
}

export function PricesGone({ reference, here }: { reference: string; here: string }) {
  const { t, rich, brand } = useI18n();
  return (
    <section className="sheet">
      <div className="gone">
        <Icon name="cloud-off" />
        <h2>{t("shop.gone.title")}</h2>
        <p>{rich("shop.gone.body", { phone: <PhoneLink />, hours: brand.hours })}</p>
        <div className="btns">
          <a className={buttonClass()} href={here}>
            <Icon name="refresh-cw" />
            {t("shop.gone.retry")}
          </a>
        </div>
        <p className="small num">{t("shop.gone.reference", { reference })}</p>
      </div>
    </section>
  );
}

/** There is a price list, and nothing of this kind in it: said with the way to ask, not shown as an empty table. */
export function NothingOffered() {
  const { rich, brand } = useI18n();
  return <p>{rich("shop.none", { phone: <PhoneLink />, hours: brand.hours })}</p>;
}
