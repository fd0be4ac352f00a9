import type { Eligibility } from "#domain/catalog/eligibility.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { Badge, type Tone } from "~/components/ui/badge.tsx";
import type { IconName } from "~/components/ui/icon-names.ts";
import { buttonClass, LinkButton } from "~/components/ui/link.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import type { Part } from "~/platform/page/part.ts";
import { useI18n, type I18n } from "~/platform/i18n/i18n.tsx";

type Status = Eligibility["status"];

const LOOKS: Record<Status, { tone: Tone; icon: IconName }> = {
  not_requested: { tone: "neutral", icon: "circle-question-mark" },
  pending: { tone: "info", icon: "clock" },
  eligible: { tone: "positive", icon: "circle-check" },
  ineligible: { tone: "caution", icon: "ban" },
  unknown: { tone: "neutral", icon: "circle-question-mark" },
};

export function eligibilityTitle(status: Status, t: I18n["t"]): string {
  return t(`shop.eligibility.${status}.title`);
}

/** Which line the customer's address can have, as far as anybody knows. */
export function EligibilitySheet({ part, here }: { part: Part<Eligibility>; here: string }) {
  const { t } = useI18n();
  return (
    <Sheet
      title={t("shop.eligibility")}
      titleId="eligibility"
      aside={
        part.state === "ready" ? <AsOf readAt={part.readAt} stale={part.staleSince !== null} /> : undefined
      }
    >
      <div className="sheet-body">
        {part.state === "ready" ? (
          <>
            <Known {...part.value} />
            {part.value.status === "pending" ? (
              <p className="gap-top">
                <a className={buttonClass()} href={`${here}?retry=eligibility`}>
                  {t("live.again")}
                </a>
              </p>
            ) : null}
          </>
        ) : (
          <>
            <p>{t("shop.eligibility.gone")}</p>
            <p className="gap-top">
              <a className={buttonClass()} href={here}>
                {t("shop.gone.retry")}
              </a>
            </p>
            <p className="small num">{t("shop.gone.reference", { reference: part.reference })}</p>
          </>
        )}
      </div>
    </Sheet>
  );
}

function Known({ status, isComplete, offerings, requestedAt, notes }: Eligibility) {
  const { t, rich, date, brand } = useI18n();
  const contact = { phone: <PhoneLink />, hours: brand.hours };
  const hasMore = status === "eligible" && (!isComplete || offerings.length === 0);
  return (
    <>
      <p>
        <Badge {...LOOKS[status]}>{eligibilityTitle(status, t)}</Badge>
      </p>
      <p className="gap-top">
        {status === "ineligible" || status === "unknown"
          ? rich(`shop.eligibility.${status}.body`, contact)
          : t(`shop.eligibility.${status}.body`)}{" "}
        {status === "pending" && requestedAt !== null
          ? t("shop.eligibility.pending.since", { date: date(tokyoDate(new Date(requestedAt))) })
          : null}
      </p>
      {hasMore ? <p>{rich("shop.eligibility.eligible.more", contact)}</p> : null}
      {notes === null ? null : (
        <dl className="rows gap-top">
          <div>
            <dt>{t("shop.eligibility.notes")}</dt>
            <dd className="pre">
              <bdi>{notes}</bdi>
            </dd>
          </div>
        </dl>
      )}
      {status === "eligible" ? null : (
        <p className="gap-top">
          <LinkButton href="/services/internet">{t("shop.eligibility.allPlans")}</LinkButton>
        </p>
      )}
    </>
  );
}
