import type { ReactNode } from "react";
import { DOCUMENT_MEDIA_TYPES } from "#domain/verification/document.ts";
import { CsrfField, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { Badge, type Tone } from "~/components/ui/badge.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import type { IconName } from "~/components/ui/icon-names.ts";
import { buttonClass, LinkButton } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import { Live } from "~/features/events/live.tsx";
import type { Part } from "~/platform/page/part.ts";
import type { WayBack } from "~/platform/page/way-back.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { Verification } from "./verification-view.ts";

export type VerificationPageProps = {
  check: Part<Verification>;
  /** What they may do now: the rules are the domain's. */
  maySubmit: boolean;
  isEnoughForVoice: boolean;
  /** Where the person came from; null: nowhere in particular. */
  back: WayBack | null;
  idempotencyKey: string;
  /** Shown texts by field. */
  errors: Record<string, string>;
};

type Status = Verification["status"];

const LOOKS: Record<Status | "differs", { tone: Tone; icon: IconName }> = {
  differs: { tone: "caution", icon: "triangle-alert" },
  not_submitted: { tone: "caution", icon: "circle-alert" },
  submitted: { tone: "info", icon: "clock" },
  verified: { tone: "positive", icon: "circle-check" },
  rejected: { tone: "critical", icon: "circle-alert" },
  unknown: { tone: "neutral", icon: "circle-question-mark" },
};

/** A check that found somebody else, or another address, is not what its status says alone. */
function standingOf({ status, differs }: Verification): Status | "differs" {
  return status === "verified" && differs.length > 0 ? "differs" : status;
}

const VOICE_WAYS = ["jpki", "chip", "wallet", "post"] as const;

export function VerificationPage(props: VerificationPageProps) {
  const { check, maySubmit, isEnoughForVoice, back } = props;
  const { t } = useI18n();
  const isReady = check.state === "ready";
  const isWaiting = isReady && check.value.status === "submitted";
  return (
    <Live on={isWaiting ? "account.verification.changed" : null}>
      <PageHeader
        title={t("verification.title")}
        answer={t(`verification.answer.${isReady ? standingOf(check.value) : "gone"}`)}
        crumbs={[
          { to: "/account/settings", label: t("settings.title") },
          { to: "/account/settings/profile", label: t("profile.title") },
        ]}
        actions={
          back === null ? undefined : (
            <LinkButton href={back.href} kind={maySubmit ? "plain" : "primary"}>
              {t(back.isCheckout ? "verification.toCheckout" : "verification.back")}
            </LinkButton>
          )
        }
      />
      <div className="cols half">
        <div className="stack">
          <Sheet
            title={t("verification.status")}
            titleId="status"
            aside={isReady ? <AsOf readAt={check.readAt} stale={check.staleSince !== null} /> : undefined}
          >
            {isReady ? (
              <div className="sheet-body">
                {check.staleSince === null ? null : (
                  <StaleNotice
                    part="verification"
                    system="crm"
                    readAt={check.readAt}
                    staleSince={check.staleSince}
                  />
                )}
                <Standing {...check.value} isEnoughForVoice={isEnoughForVoice} />
                {isWaiting && check.staleSince === null ? <LookAgain back={back} /> : null}
              </div>
            ) : (
              <PartialFailure part="verification" system="crm" {...check} />
            )}
          </Sheet>
          {maySubmit ? <DocumentForm {...props} /> : null}
        </div>
        <div>
          <VoiceLines />
        </div>
      </div>
    </Live>
  );
}

function LookAgain({ back }: Pick<VerificationPageProps, "back">) {
  const { t } = useI18n();
  const query = new URLSearchParams({ retry: "verification", ...(back && { returnTo: back.href }) });
  return (
    <p className="gap-top">
      <a className={buttonClass()} href={`/account/settings/verification?${query.toString()}`}>
        <Icon name="refresh-cw" />
        {t("verification.again")}
      </a>
    </p>
  );
}

function Standing({ isEnoughForVoice, ...check }: Verification & { isEnoughForVoice: boolean }) {
  const { status, method, differs, submittedAt, verifiedAt, rejectionMessage } = check;
  const { t, rich, instant, brand } = useI18n();
  const standing = standingOf(check);
  const rows: [label: string, value: ReactNode][] = [];
  if (status === "rejected" && rejectionMessage !== null)
    rows.push([
      t("verification.reason"),
      <bdi className="pre" key="reason">
        {rejectionMessage}
      </bdi>,
    ]);
  if (submittedAt !== null && status !== "not_submitted")
    rows.push([t("verification.sentAt"), instant(submittedAt)]);
  if (status === "verified") {
    if (verifiedAt !== null) rows.push([t("verification.checkedAt"), instant(verifiedAt)]);
    if (method !== null) rows.push([t("verification.method"), t(`verification.method.${method}`)]);
  }
  return (
    <>
      <p>
        <Badge {...LOOKS[standing]}>{t(`verification.status.${standing}`)}</Badge>
      </p>
      {standing === "differs" ? (
        <div className="gap-top">
          <p>{t("verification.differs")}</p>
          <ul className="bullets">
            {differs.map((fact) => (
              <li key={fact}>{t(`verification.differs.${fact}`)}</li>
            ))}
          </ul>
          <p>{rich("verification.differs.how", { phone: <PhoneLink />, hours: brand.hours })}</p>
        </div>
      ) : null}
      {rows.length === 0 ? null : (
        <dl className="rows key gap-top">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {status === "verified" && !isEnoughForVoice ? (
        <p className="gap-top">{t("verification.notForVoice")}</p>
      ) : null}
    </>
  );
}

function DocumentForm({ idempotencyKey, errors }: VerificationPageProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <Sheet title={t("verification.send")} titleId="send">
      <form noValidate method="post" encType="multipart/form-data" className="sheet-body">
        <CsrfField token={csrf} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <p>{t("verification.which")}</p>
        <div className="gap-top">
          <Notice tone="caution" title={t("verification.frontTitle")}>
            {t("verification.front")}
          </Notice>
        </div>
        <div className="gap-top">
          <Field
            name="document"
            type="file"
            accept={DOCUMENT_MEDIA_TYPES.join(",")}
            required
            label={t("verification.file")}
            hint={t("verification.fileHint")}
            error={errors["document"]}
          />
        </div>
        <p className="hint gap-top">{t("verification.purpose")}</p>
        <div className="btns gap-top">
          <SubmitButton>{t("verification.submit")}</SubmitButton>
        </div>
      </form>
    </Sheet>
  );
}

/** What the law asks for, also of those whose check is over: it may not be enough for what they order next. */
function VoiceLines() {
  const { t, rich, brand } = useI18n();
  return (
    <Sheet title={t("verification.voice")} titleId="voice">
      <div className="sheet-body">
        <p>{t("verification.voiceLaw")}</p>
        <ul className="bullets gap-top">
          {VOICE_WAYS.map((way) => (
            <li key={way}>{t(`verification.voice.${way}`)}</li>
          ))}
        </ul>
        <p className="gap-top">
          {rich("verification.voiceHow", { phone: <PhoneLink />, hours: brand.hours })}
        </p>
      </div>
    </Sheet>
  );
}
