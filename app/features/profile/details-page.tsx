import type { ReactNode } from "react";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import type { Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { ProfileChange } from "#domain/users/profile-change.ts";
import type { DetailsView } from "./details-view.ts";
import type { ProfileView } from "./profile-view.ts";

/** A change that is not everywhere yet. */
export type UnfinishedChange = {
  id: string;
  kind: ProfileChange["kind"];
  isParked: boolean;
  hasBilling: boolean;
  /** ISO 8601. */
  at: string;
};

/** `marketing`: gets offers by mail; null where the system does not say. */
type BillingView = ProfileView & { marketing: boolean | null };

export type DetailsPageProps = {
  /** Null: the customer system has nobody for this login. */
  person: Part<DetailsView> | null;
  billing: Part<BillingView>;
  /** ISO 8601; null: they have not, or it was not kept. */
  offersAgreedAt: string | null;
  unfinished: UnfinishedChange[];
};

export function DetailsPage({ person, billing, offersAgreedAt, unfinished }: DetailsPageProps) {
  const { t } = useI18n();
  return (
    <>
      <PageHeader
        title={t("profile.title")}
        answer={t("profile.answer")}
        crumbs={[{ to: "/account/settings", label: t("settings.title") }]}
      />
      {unfinished.map((change) => (
        <Unfinished key={change.id} change={change} />
      ))}
      <div className="cols half">
        <Sheet title={t("profile.person")} titleId="person" aside={<Age part={billing} />}>
          <div className="sheet-body">
            <Rows part={person} name="person" rows={usePersonRows} />
            <Rows part={billing} name="billing" rows={useReachRows} />
            <p className="hint gap-top">{t("profile.fixed")}</p>
            <p className="gap-top">
              <a href="/account/settings/verification">{t("verification.see")}</a>
            </p>
            <LinkTo page="contact">{t("profile.changeContact")}</LinkTo>
            <LinkTo page="personal">{t("profile.changePersonal")}</LinkTo>
          </div>
        </Sheet>
        <Sheet title={t("profile.address")} titleId="address" aside={<Age part={billing} />}>
          <div className="sheet-body">
            <Rows part={person} name="person" rows={useJapaneseAddress} />
            <Rows part={billing} name="billing" rows={useBillingAddress} />
            <LinkTo page="address">{t("profile.changeAddress")}</LinkTo>
          </div>
        </Sheet>
        <Sheet title={t("profile.offers")} titleId="offers" aside={<Age part={billing} />}>
          <div className="sheet-body">
            <Rows part={billing} name="billing" rows={useOffersRows(offersAgreedAt)} />
            <p className="hint gap-top">{t("profile.offersPurpose")}</p>
            <LinkTo page="offers">{t("profile.changeOffers")}</LinkTo>
          </div>
        </Sheet>
      </div>
    </>
  );
}

type Row = [label: string, value: ReactNode];

function usePersonRows({ name, kana, birthDate, gender, nationality }: DetailsView): Row[] {
  const { t } = useI18n();
  const none = t("profile.notGiven");
  return [
    [t("profile.name"), name ?? none],
    [t("profile.kana"), kana === null ? none : <span lang="ja">{kana}</span>],
    [t("profile.birthDate"), birthDate ?? none],
    [t("profile.gender"), gender === null ? none : t(`profile.gender.${gender}`)],
    [t("profile.nationality"), nationality ?? none],
  ];
}

function useReachRows({ customerNumber, email, phone }: ProfileView): Row[] {
  const { t } = useI18n();
  return [
    [t("profile.customerNumber"), customerNumber ?? t("common.notAvailable")],
    [t("profile.email"), email],
    [t("profile.phone"), phone === "" ? t("profile.notGiven") : <span className="nb num">{phone}</span>],
  ];
}

function useJapaneseAddress({ address }: DetailsView): Row[] {
  const { t } = useI18n();
  const lines = address.map((line) => (
    <div key={line} lang="ja">
      {line}
    </div>
  ));
  return [[t("profile.addressJapanese"), lines.length === 0 ? t("profile.notGiven") : lines]];
}

function useBillingAddress({ address }: ProfileView): Row[] {
  const { t } = useI18n();
  return [[t("profile.addressBilling"), address.map((line) => <div key={line}>{line}</div>)]];
}

/** The billing system sends them, so it knows who gets them; when that was agreed to is our own record. */
function useOffersRows(agreedAt: string | null): (view: BillingView) => Row[] {
  const { t, instant } = useI18n();
  return ({ marketing }) => {
    const state = marketing === null ? null : t(marketing ? "profile.offers.yes" : "profile.offers.no");
    const rows: Row[] = [[t("profile.offers"), state ?? t("common.notAvailable")]];
    if (marketing && agreedAt !== null) rows.push([t("profile.offersSince"), instant(agreedAt)]);
    return rows;
  };
}

/** What one system knows; that there is nobody in it is not the same as nothing known. */
function Rows<T>({
  part,
  name,
  rows,
}: {
  part: Part<T> | null;
  name: "person" | "billing";
  rows: (value: T) => Row[];
}) {
  const { t } = useI18n();
  const system = name === "person" ? "crm" : "billing";
  if (part === null) return <p className="muted">{t("common.notAvailable")}</p>;
  if (part.state === "unavailable") return <PartialFailure part={name} system={system} {...part} />;
  return (
    <>
      {part.staleSince === null ? null : (
        <StaleNotice part={name} system={system} readAt={part.readAt} staleSince={part.staleSince} />
      )}
      <List value={part.value} rows={rows} isFirst={name === "person"} />
    </>
  );
}

function List<T>({ value, rows, isFirst }: { value: T; rows: (value: T) => Row[]; isFirst: boolean }) {
  return (
    <dl className={isFirst ? "rows key" : "rows key gap-top"}>
      {rows(value).map(([label, shown]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <bdi>{shown}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Age<T>({ part }: { part: Part<T> }) {
  return part.state === "ready" ? <AsOf readAt={part.readAt} stale={part.staleSince !== null} /> : null;
}

function LinkTo({ page, children }: { page: string; children: string }) {
  return (
    <div className="btns gap-top">
      <a className={buttonClass()} href={`/account/settings/profile/${page}`}>
        {children}
      </a>
    </div>
  );
}

function Unfinished({ change: { kind, isParked, hasBilling, at } }: { change: UnfinishedChange }) {
  const { t, instant } = useI18n();
  const time = instant(at);
  if (isParked)
    return (
      <Notice tone="caution" title={t("profile.parkedTitle")}>
        {t(`profile.parked.${kind}`, { time })} {t("profile.parkedHelp")}
      </Notice>
    );
  return (
    <Notice tone="info" title={t("profile.openTitle")}>
      {t(`profile.open.${kind}`, { time })} {t(hasBilling ? "profile.hasBilling" : "profile.hasNone")}
    </Notice>
  );
}
