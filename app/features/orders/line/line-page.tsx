import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import type { Apn } from "~/platform/config/mobile.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { EsimCode, LineView } from "./read-line.server.ts";

/** From the order to its line: number, installation and settings. */
export function LineLink({ orderId }: { orderId: string }) {
  const { t } = useI18n();
  return (
    <Sheet title={t("line.title")} titleId="line">
      <div className="sheet-body">
        <p>{t("line.linkBody")}</p>
        <p className="gap-top">
          <LinkButton kind="primary" href={`/account/orders/${orderId}/line`}>
            {t("line.open")}
          </LinkButton>
        </p>
      </div>
    </Sheet>
  );
}

export type LinePageProps = LineView & { orderId: string };

/** The number of an active line, how it gets onto a phone, and the settings of the network. */
export function LinePage({ orderId, orderNumber, number, form, esim, apn }: LinePageProps) {
  const { t } = useI18n();
  return (
    <>
      <PageHeader
        title={t("line.title")}
        answer={number === null ? t("line.noNumber") : <strong>{number}</strong>}
        crumbs={[
          { to: "/account/orders", label: t("orders.title") },
          { to: `/account/orders/${orderId}`, label: t("line.order", { number: orderNumber }) },
        ]}
      />
      <div className="stack">
        {form === "card" ? <Card /> : esim === null ? null : <Esim esim={esim} />}
        <ApnSheet apn={apn} />
      </div>
    </>
  );
}

function Card() {
  const { t } = useI18n();
  return (
    <Sheet title={t("line.card")} titleId="install">
      <p className="sheet-body">{t("line.cardBody")}</p>
    </Sheet>
  );
}

function Esim({ esim }: { esim: NonNullable<LineView["esim"]> }) {
  const { t, rich, brand } = useI18n();
  const { csrf } = useAccountData();
  return (
    <Sheet title={t("line.install")} titleId="install">
      <div className="sheet-body">
        <p>{t("line.before")}</p>
        {esim.state === "unknown" ? (
          <p className="gap-top">{rich("line.call", { phone: <PhoneLink />, hours: brand.hours })}</p>
        ) : esim.state === "locked" ? (
          <form noValidate method="post" className="gap-top">
            <CsrfField token={csrf} />
            <p>{t("line.locked")}</p>
            <p className="gap-top">
              <SubmitButton>{t("line.show")}</SubmitButton>
            </p>
          </form>
        ) : (
          <Install {...esim} />
        )}
      </div>
    </Sheet>
  );
}

function Install({ host, code, link, qr }: EsimCode) {
  const { t } = useI18n();
  return (
    <>
      <h3 className="gap-top">{t("line.iphone")}</h3>
      <p>
        <a href={link} rel="noreferrer">
          {t("line.iphoneLink")}
        </a>
      </p>
      <p className="small muted">{t("line.iphoneHint")}</p>
      <h3 className="gap-top">{t("line.scan")}</h3>
      <svg className="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={t("line.qr")}>
        <rect width={qr.size} height={qr.size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <p>{t("line.scanBody")}</p>
      <h3 className="gap-top">{t("line.byHand")}</h3>
      <p>{t("line.byHandBody")}</p>
      <dl className="rows key">
        <div>
          <dt>{t("line.host")}</dt>
          <dd>
            <code className="secret">{host}</code>
          </dd>
        </div>
        <div>
          <dt>{t("line.activation")}</dt>
          <dd>{t("line.activationEmpty")}</dd>
        </div>
        <div>
          <dt>{t("line.whole")}</dt>
          <dd>
            <code className="secret">{code}</code>
          </dd>
        </div>
      </dl>
      <p className="gap-top">{t("line.after")}</p>
    </>
  );
}

function ApnSheet({ apn }: { apn: Apn | null }) {
  const { t, rich, brand } = useI18n();
  const rows =
    apn === null
      ? []
      : ([
          ["line.apn.name", apn.name],
          ["line.apn.user", apn.user],
          ["line.apn.password", apn.password],
          ["line.apn.auth", apn.auth],
        ] as const);
  return (
    <Sheet title={t("line.apn")} titleId="apn">
      <div className="sheet-body">
        <p>
          {apn === null ? rich("line.call", { phone: <PhoneLink />, hours: brand.hours }) : t("line.apnBody")}
        </p>
        {rows.length === 0 ? null : (
          <dl className="rows key">
            {rows.map(([key, value]) => (
              <div key={key}>
                <dt>{t(key)}</dt>
                <dd>{value === null ? t("line.apn.empty") : <code className="secret">{value}</code>}</dd>
              </div>
            ))}
          </dl>
        )}
        {apn === null ? null : <p className="gap-top">{t("line.apnWhere")}</p>}
      </div>
    </Sheet>
  );
}
