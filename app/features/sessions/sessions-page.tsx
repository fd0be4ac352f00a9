import { CsrfField } from "~/components/forms/field.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Badge } from "~/components/ui/badge.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { PastDevice, SignedInDevice, TrustedDevice } from "./read-sessions.server.ts";

export type SessionsPageProps = {
  current: SignedInDevice[];
  past: PastDevice[];
  trusted: TrustedDevice[];
};

export function SessionsPage({ current, past, trusted }: SessionsPageProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <PageHeader
        title={t("sessions.title")}
        answer={t("sessions.answer", { count: current.length })}
        crumbs={[{ to: "/account/settings", label: t("settings.title") }]}
      />
      <Sheet title={t("sessions.now")} titleId="now">
        <dl className="rows sheet-body">
          {current.map((device) => (
            <CurrentDevice key={device.id} {...device} />
          ))}
        </dl>
        {current.length > 1 ? (
          <form noValidate method="post" className="sheet-body">
            <CsrfField token={csrf} />
            <input type="hidden" name="act" value="end_others" />
            <button type="submit" className={buttonClass("primary")}>
              {t("sessions.endOthers")}
            </button>
          </form>
        ) : null}
      </Sheet>
      <Sheet title={t("sessions.trusted")} titleId="trusted">
        {trusted.length === 0 ? (
          <p className="sheet-body muted">{t("sessions.trustedEmpty")}</p>
        ) : (
          <dl className="rows sheet-body">
            {trusted.map((device) => (
              <Trusted key={device.id} {...device} />
            ))}
          </dl>
        )}
      </Sheet>
      <Sheet title={t("sessions.past")} titleId="past">
        {past.length === 0 ? (
          <p className="sheet-body muted">{t("sessions.pastEmpty")}</p>
        ) : (
          <dl className="rows sheet-body">
            {past.map((device) => (
              <OldDevice key={device.id} {...device} />
            ))}
          </dl>
        )}
      </Sheet>
      <p className="hint">{t("sessions.exact")}</p>
    </>
  );
}

function CurrentDevice({ id, device, ip, isHere, beganAt, usedAt, expiresAt }: SignedInDevice) {
  const { t, instant } = useI18n();
  const name = useDeviceName(device);
  const facts = [
    t("sessions.began", { time: instant(beganAt) }),
    t("sessions.used", { time: instant(usedAt) }),
    t("sessions.until", { time: instant(expiresAt) }),
  ];
  return (
    <div>
      <dt>
        <strong>{name}</strong>{" "}
        {isHere ? (
          <Badge tone="positive" icon="circle-check">
            {t("sessions.here")}
          </Badge>
        ) : null}
      </dt>
      <dd>
        <Facts facts={facts} ip={ip} />
        {isHere ? null : (
          <EndForm
            act="end"
            field="session"
            id={id}
            label={t("sessions.endLabel", { device: name })}
            text={t("sessions.end")}
          />
        )}
      </dd>
    </div>
  );
}

function Trusted({ id, device, isHere, usedAt, trustedUntil }: TrustedDevice) {
  const { t, instant } = useI18n();
  const name = useDeviceName(device);
  const facts = [
    t("sessions.used", { time: instant(usedAt) }),
    t("sessions.trustedUntil", { time: instant(trustedUntil) }),
  ];
  return (
    <div>
      <dt>
        <strong>{name}</strong>{" "}
        {isHere ? (
          <Badge tone="positive" icon="circle-check">
            {t("sessions.here")}
          </Badge>
        ) : null}
      </dt>
      <dd>
        <Facts facts={facts} ip={null} />
        <EndForm
          act="end_trust"
          field="device"
          id={id}
          label={t("sessions.endTrustLabel", { device: name })}
          text={t("sessions.endTrust")}
        />
      </dd>
    </div>
  );
}

type EndFormProps = { act: string; field: string; id: string; label: string; text: string };

function EndForm({ act, field, id, label, text }: EndFormProps) {
  const { csrf } = useAccountData();
  return (
    <form noValidate method="post">
      <CsrfField token={csrf} />
      <input type="hidden" name={field} value={id} />
      <input type="hidden" name="act" value={act} />
      <button type="submit" className={buttonClass("plain", true)} aria-label={label}>
        {text}
      </button>
    </form>
  );
}

function OldDevice({ device, ip, beganAt, overAt, why }: PastDevice) {
  const { t, instant } = useI18n();
  const facts = [
    t("sessions.began", { time: instant(beganAt) }),
    t("sessions.over", { time: instant(overAt) }),
    t(`sessions.why.${why}`),
  ];
  return (
    <div>
      <dt>{useDeviceName(device)}</dt>
      <dd>
        <Facts facts={facts} ip={ip} />
      </dd>
    </div>
  );
}

function Facts({ facts, ip }: { facts: string[]; ip: string | null }) {
  const { t } = useI18n();
  const lines = ip === null ? facts : [...facts, t("sessions.network", { ip })];
  return <p className="small">{lines.join(" · ")}</p>;
}

function useDeviceName(device: string): string {
  const { t } = useI18n();
  return device === "?" ? t("sessions.unknownDevice") : device;
}
