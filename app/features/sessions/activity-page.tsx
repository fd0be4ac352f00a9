import { AUDIT_YEARS } from "#domain/shared/retention.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Pager } from "~/components/ui/pager.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { activityInWords } from "./activity-texts.ts";
import type { Activity, ActivityPage as Page } from "./read-activity.server.ts";

const PATH = "/account/settings/activity";
const COLUMNS = ["what", "time", "device", "network", "reference"] as const;

export function ActivityPage({ rows, keptSince, ...page }: Page) {
  const { t, date } = useI18n();
  return (
    <>
      <PageHeader
        title={t("activity.title")}
        answer={t("activity.answer", { years: AUDIT_YEARS })}
        crumbs={[{ to: "/account/settings", label: t("settings.title") }]}
        actions={
          <>
            <LinkButton href={`${PATH}/file.csv`} download>
              <Icon name="download" />
              {t("activity.csv")}
            </LinkButton>
            <LinkButton href={`${PATH}/file.json`} download>
              <Icon name="download" />
              {t("activity.json")}
            </LinkButton>
          </>
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={t("activity.empty")}>{t("activity.emptyBody")}</EmptyState>
      ) : (
        <>
          <ActivityRows rows={rows} caption={t("activity.caption", { page: page.page, pages: page.pages })} />
          <Pager {...page} hrefOf={(number) => `${PATH}?page=${number}`} />
        </>
      )}
      {keptSince === null ? null : <p className="hint">{t("activity.ends", { day: date(keptSince) })}</p>}
    </>
  );
}

/** A table on wide screens, cards on phones; roles are written out because a changed display takes them away. */
function ActivityRows({ rows, caption }: { rows: Activity[]; caption: string }) {
  const { t } = useI18n();
  return (
    <table className="tbl cards" role="table">
      <caption className="sr">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map((column) => (
            <th key={column} scope="col" role="columnheader">
              {t(`activity.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={row.id} {...row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ type, at, device, ip, reference }: Activity) {
  const i18n = useI18n();
  const { t, instant } = i18n;
  return (
    <tr role="row">
      <th scope="row" role="rowheader" className="c-main">
        {activityInWords(i18n, type)}
      </th>
      <td role="cell" className="c-meta" data-label={t("activity.column.time")}>
        <time dateTime={at} className="nb">
          {instant(at)}
        </time>
      </td>
      <td role="cell" className="c-meta" data-label={t("activity.column.device")}>
        {device === "?" ? t("sessions.unknownDevice") : device}
      </td>
      <td role="cell" className="c-meta num" data-label={t("activity.column.network")}>
        {ip}
      </td>
      <td role="cell" className="c-meta num nb" data-label={t("activity.column.reference")}>
        {reference}
      </td>
    </tr>
  );
}
