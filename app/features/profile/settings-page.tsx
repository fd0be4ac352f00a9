import type { ReactNode } from "react";
import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { LaterPart } from "~/components/ui/later.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { Amount } from "~/components/ui/money.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import { SecurityLinks } from "~/features/factors/security-links.tsx";
import type { Later, Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { ProfileView } from "./profile-view.ts";

const THEMES = ["system", "light", "dark"] as const;

export type SettingsPageProps = {
  email: string;
  theme: (typeof THEMES)[number];
  profile: Later<Part<ProfileView>>;
};

export function SettingsPage({ email, theme, profile }: SettingsPageProps) {
  const { t, rich } = useI18n();
  return (
    <>
      <PageHeader title={t("settings.title")} answer={rich("settings.answer", { email })} />
      <div className="cols half">
        <Sheet
          title={t("settings.profile")}
          titleId="profile"
          aside={
            <LaterPart part={profile} fallback={null}>
              {(part) => <ProfileAge part={part} />}
            </LaterPart>
          }
        >
          <LaterPart part={profile}>{(part) => <Profile part={part} />}</LaterPart>
        </Sheet>
        <div className="stack">
          <SecurityLinks />
          <Sheet title={t("settings.display")} titleId="display">
            <DisplayForm theme={theme} />
          </Sheet>
          <Sheet title={t("settings.session")} titleId="session">
            <SignOutForm />
          </Sheet>
        </div>
      </div>
    </>
  );
}

function ProfileAge({ part }: { part: Part<ProfileView> }) {
  return part.state === "ready" ? <AsOf readAt={part.readAt} stale={part.staleSince !== null} /> : null;
}

function Profile({ part }: { part: Part<ProfileView> }) {
  const { t } = useI18n();
  if (part.state === "unavailable") return <PartialFailure part="profile" system="billing" {...part} />;
  const { name, isOrganisation, customerNumber, email, phone, address, currency, credit } = part.value;
  const rows: [label: string, value: ReactNode][] = [
    [t(isOrganisation ? "settings.company" : "settings.name"), name],
    [t("settings.customerNumber"), customerNumber ?? t("common.notAvailable")],
    [t("settings.email"), email],
    [t("settings.phone"), <span className="nb num">{phone}</span>],
    [t("settings.address"), address.map((line) => <div key={line}>{line}</div>)],
    [t("settings.currency"), currency],
    [t("settings.credit"), <Amount money={credit} />],
  ];
  return (
    <div className="sheet-body">
      {part.staleSince === null ? null : (
        <StaleNotice part="profile" system="billing" readAt={part.readAt} staleSince={part.staleSince} />
      )}
      <dl className="rows key">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p className="gap-top">
        <a href="/account/settings/profile">{t("settings.details")}</a>
      </p>
      <p className="gap-top">
        <a href="/account/settings/verification">{t("settings.identity")}</a>
      </p>
    </div>
  );
}

/** A full load on purpose: language and colours belong to the whole document. */
function DisplayForm({ theme }: { theme: SettingsPageProps["theme"] }) {
  const { t, language } = useI18n();
  const { csrf } = useAccountData();
  return (
    <form noValidate method="post" className="sheet-body">
      <CsrfField token={csrf} />
      <fieldset className="field">
        <legend className="legend">{t("settings.language")}</legend>
        <Choice name="language" value="en" checked={language === "en"} lang="en" label="English" />
        <Choice name="language" value="ja" checked={language === "ja"} lang="ja" label="日本語" />
      </fieldset>
      <fieldset className="field">
        <legend className="legend">{t("settings.theme")}</legend>
        {THEMES.map((choice) => (
          <Choice
            key={choice}
            name="theme"
            value={choice}
            checked={theme === choice}
            label={t(`settings.theme.${choice}`)}
          />
        ))}
      </fieldset>
      <div className="gap-top">
        <SubmitButton>{t("settings.save")}</SubmitButton>
      </div>
    </form>
  );
}

type ChoiceProps = { name: string; value: string; checked: boolean; label: string; lang?: string };

function Choice({ name, value, checked, label, lang }: ChoiceProps) {
  const id = `${name}-${value}`;
  return (
    <div className="check">
      <input type="radio" id={id} name={name} value={value} defaultChecked={checked} />
      <label htmlFor={id} lang={lang}>
        {label}
      </label>
    </div>
  );
}

function SignOutForm() {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <form noValidate method="post" action="/auth/logout" className="sheet-body">
      <CsrfField token={csrf} />
      <p className="muted">{t("settings.sessionBody")}</p>
      <button type="submit" className={buttonClass("plain", false, "gap-top")}>
        <Icon name="log-out" />
        {t("settings.signOut")}
      </button>
    </form>
  );
}
