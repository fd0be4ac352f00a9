import { CsrfField, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { FactorView } from "./factors.server.ts";

export type SecurityPageProps = {
  factors: FactorView[];
  recoveryCodes: number;
  /** What was typed before, after a refusal or a step-up. */
  values: Record<string, string>;
  errors: Record<string, string>;
};

export function SecurityPage({ factors, recoveryCodes, values, errors }: SecurityPageProps) {
  const { t, rich } = useI18n();
  const has = (wanted: FactorView["kind"]) => factors.some(({ kind }) => kind === wanted);
  const answer = has("passkey") ? "passkey" : has("authenticator") ? "app" : "mail";
  return (
    <>
      <PageHeader
        title={t("security.title")}
        answer={rich(`security.answer.${answer}`)}
        crumbs={[{ to: "/account/settings", label: t("settings.title") }]}
      />
      <div className="cols half">
        <Sheet title={t("security.factors")} titleId="factors">
          <div className="sheet-body">
            {factors.length === 0 ? <p>{t("security.noFactors")}</p> : <FactorList factors={factors} />}
          </div>
        </Sheet>
        <div className="stack">
          <Sheet title={t("security.addPasskey")} titleId="add-passkey">
            <AddForm
              intent="add-passkey"
              field="passkeyName"
              lead={t("security.addPasskeyLead")}
              values={values}
              errors={errors}
            />
          </Sheet>
          <Sheet title={t("security.addApp")} titleId="add-app">
            <AddForm intent="add-app" field="name" values={values} errors={errors} />
          </Sheet>
          <Sheet title={t("security.codes")} titleId="codes">
            <RecoveryCodesForm left={recoveryCodes} />
          </Sheet>
        </div>
      </div>
    </>
  );
}

function FactorList({ factors }: { factors: FactorView[] }) {
  const { t, instant } = useI18n();
  return (
    <dl className="rows key">
      {factors.map(({ id, kind, name, createdAt, lastUsedAt }) => (
        <div key={id}>
          <dt>{t(`security.kind.${kind}`)}</dt>
          <dd>
            <a href={`/account/settings/security/factors/${id}`}>
              <bdi>{name}</bdi>
            </a>
            <div className="small muted">{t("security.added", { time: instant(createdAt) })}</div>
            <div className="small muted">
              {lastUsedAt === null
                ? t("security.notUsed")
                : t("security.lastUsed", { time: instant(lastUsedAt) })}
            </div>
          </dd>
        </div>
      ))}
    </dl>
  );
}

type AddFormProps = Pick<SecurityPageProps, "values" | "errors"> & {
  intent: "add-app" | "add-passkey";
  field: string;
  lead?: string;
};

function AddForm({ intent, field, lead, values, errors }: AddFormProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <form noValidate method="post" className="sheet-body">
      <CsrfField token={csrf} />
      <input type="hidden" name="intent" value={intent} />
      {lead === undefined ? null : <p className="field">{lead}</p>}
      <Field
        name={field}
        autoComplete="off"
        required
        maxLength={60}
        label={t("security.name")}
        hint={t("security.nameHint")}
        value={values[field]}
        error={errors[field]}
      />
      <div className="gap-top">
        <SubmitButton>{t("security.addAppAction")}</SubmitButton>
      </div>
    </form>
  );
}

function RecoveryCodesForm({ left }: { left: number }) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <form noValidate method="post" className="sheet-body">
      <CsrfField token={csrf} />
      <input type="hidden" name="intent" value="make-codes" />
      <p>{left === 0 ? t("security.noCodes") : t("security.codesLeft", { count: left })}</p>
      <p className="hint">{t("security.codesHint")}</p>
      <div className="gap-top">
        <SubmitButton kind="plain">
          {t(left === 0 ? "security.makeCodes" : "security.replaceCodes")}
        </SubmitButton>
      </div>
    </form>
  );
}

/** New codes, as they are seen once. */
export function RecoveryCodesPage({ codes }: { codes: string[] }) {
  const { t, rich } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <PageHeader
        title={t("security.newCodes")}
        answer={rich("security.newCodesAnswer")}
        crumbs={[
          { to: "/account/settings", label: t("settings.title") },
          { to: "/account/settings/security", label: t("security.title") },
        ]}
      />
      <Sheet title={t("security.codes")} titleId="codes">
        <div className="sheet-body">
          <ul className="bullets">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <p className="hint gap-top">{t("security.newCodesHint")}</p>
          <form noValidate method="post" className="gap-top">
            <CsrfField token={csrf} />
            <div className="btns">
              <a className="btn" href="/account/settings/security/recovery-codes.txt" download>
                {t("security.download")}
              </a>
              <SubmitButton>{t("security.codesKept")}</SubmitButton>
            </div>
          </form>
        </div>
      </Sheet>
    </>
  );
}

export type FactorPageProps = {
  factor: FactorView;
  values: Record<string, string>;
  errors: Record<string, string>;
};

/** One factor: its name, and the way to be rid of it. */
export function FactorPage({ factor, values, errors }: FactorPageProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  const { kind, name } = factor;
  return (
    <>
      <PageHeader
        title={name}
        answer={t(`security.kind.${kind}`)}
        crumbs={[
          { to: "/account/settings", label: t("settings.title") },
          { to: "/account/settings/security", label: t("security.title") },
        ]}
      />
      <div className="cols half">
        <Sheet title={t("security.rename")} titleId="rename">
          <form noValidate method="post" className="sheet-body">
            <CsrfField token={csrf} />
            <input type="hidden" name="intent" value="rename" />
            <Field
              name="name"
              autoComplete="off"
              required
              maxLength={60}
              label={t("security.name")}
              value={values["name"] ?? name}
              error={errors["name"]}
            />
            <div className="gap-top">
              <SubmitButton>{t("security.renameAction")}</SubmitButton>
            </div>
          </form>
        </Sheet>
        <Sheet title={t("security.remove")} titleId="remove">
          <form noValidate method="post" className="sheet-body">
            <CsrfField token={csrf} />
            <input type="hidden" name="intent" value="remove" />
            <p>{t(`security.removeBody.${kind}`)}</p>
            <div className="btns gap-top">
              <SubmitButton kind="critical">{t(`security.removeAction.${kind}`)}</SubmitButton>
              <LinkButton href="/account/settings/security">{t("security.keep")}</LinkButton>
            </div>
          </form>
        </Sheet>
      </div>
    </>
  );
}
