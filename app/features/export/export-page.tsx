import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { noteOf, noteOfRows } from "./export-files.ts";
import { EXPORT_PARTS, PART_NAMES, type PartName } from "./parts.ts";

const PATH = "/account/settings/export";
const HOLDERS = ["portal", "billing", "customers"] as const;

/** A part as the page shows it: without its entries. */
export type PartView =
  | { name: PartName; state: "read"; count: number; left: number; unreadable?: number }
  | { name: PartName; state: "none" | "unavailable" };

export type ExportPageProps = {
  idempotencyKey: string;
  /** The files that can be had now; null before they are made. */
  copy: { madeAt: string; until: string; parts: PartView[] } | null;
};

export function ExportPage({ idempotencyKey, copy }: ExportPageProps) {
  const { t, rich, instant } = useI18n();
  return (
    <>
      <PageHeader
        title={t("export.title")}
        answer={
          copy ? rich("export.ready", { until: <strong>{instant(copy.until)}</strong> }) : t("export.answer")
        }
        crumbs={[{ to: "/account/settings", label: t("settings.title") }]}
        actions={
          copy ? (
            <LinkButton href={`${PATH}/file.json`} kind="primary" download>
              <Icon name="download" />
              {t("export.json")}
            </LinkButton>
          ) : null
        }
      />
      {copy ? <Files {...copy} /> : <Request idempotencyKey={idempotencyKey} />}
      <p className="hint gap-top">
        {rich("export.more", {
          invoices: (text) => <a href="/account/billing/invoices">{text}</a>,
          privacy: (text) => <a href="/privacy">{text}</a>,
        })}
      </p>
    </>
  );
}

function Request({ idempotencyKey }: { idempotencyKey: string }) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <Sheet title={t("export.contents")} titleId="contents">
      <dl className="rows key sheet-body">
        {HOLDERS.map((holder) => (
          <div key={holder}>
            <dt>{t(`export.holder.${holder}`)}</dt>
            <dd>
              <ul className="bullets">
                {PART_NAMES.filter((name) => EXPORT_PARTS[name] === holder).map((name) => (
                  <li key={name}>{t(`export.part.${name}`)}</li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
      <form noValidate method="post" className="sheet-body">
        <CsrfField token={csrf} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <p>{t("export.never")}</p>
        <p className="hint">{t("export.how")}</p>
        <div className="gap-top">
          <SubmitButton>{t("export.make")}</SubmitButton>
        </div>
      </form>
    </Sheet>
  );
}

function Files({ madeAt, parts }: { madeAt: string; parts: PartView[] }) {
  const { t } = useI18n();
  return HOLDERS.map((holder) => (
    <Sheet
      key={holder}
      title={t(`export.holder.${holder}`)}
      titleId={holder}
      aside={<AsOf readAt={madeAt} />}
    >
      <dl className="rows key sheet-body">
        {parts
          .filter(({ name }) => EXPORT_PARTS[name] === holder)
          .map((part) => (
            <div key={part.name}>
              <dt>{t(`export.part.${part.name}`)}</dt>
              <dd>
                <PartFile {...part} />
              </dd>
            </div>
          ))}
      </dl>
    </Sheet>
  ));
}

function PartFile(part: PartView) {
  const i18n = useI18n();
  const { t } = i18n;
  const label = t(`export.part.${part.name}`);
  if (part.state === "read" && part.count > 0)
    return (
      <>
        <a href={`${PATH}/${part.name}/file.csv`} aria-label={t("export.csvLabel", { part: label })} download>
          {t("export.csv")}
        </a>{" "}
        <span className="small muted">
          {t("export.entries", { count: part.count })}
          {` ${noteOfRows(i18n, part) ?? ""}`}
        </span>
      </>
    );
  const note = noteOf(i18n, part.state === "read" ? { ...part, rows: [] } : part);
  return part.state === "unavailable" ? <strong>{note}</strong> : <span className="muted">{note}</span>;
}
