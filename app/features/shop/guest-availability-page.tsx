import { CsrfField, ErrorSummary, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Bullets } from "~/components/public/legal-page.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { AddressFields, AddressWaysBack } from "~/features/address/address-fields.tsx";
import type { AddressForm } from "~/features/address/address-form.ts";
import { NameFields } from "~/features/registration/registration-form.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type GuestAvailabilityPageProps = {
  csrf: string;
  idempotencyKey: string;
  values: Record<string, string>;
  address: AddressForm;
  /** Shown texts by field. */
  errors: Record<string, string>;
};

/** Name, mailbox and address of a visitor; with or without an account. The postcode is looked up first, as everywhere. */
export function GuestAvailabilityPage(props: GuestAvailabilityPageProps) {
  const { csrf, idempotencyKey, values, address, errors } = props;
  const { t, rich } = useI18n();
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeader title={t("guest.title")} answer={rich("guest.lead")} crumbs={useCrumbs()} />
      <form noValidate method="post" className="cols half">
        <CsrfField token={csrf} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <Sheet title={t("guest.person")} titleId="person">
          <div className="sheet-body">
            <NameFields values={values} errors={errors} />
            <Field
              name="email"
              type="email"
              inputMode="email"
              autoComplete="email"
              required
              label={t("guest.email")}
              hint={t("guest.emailHint")}
              value={values["email"]}
              error={errors["email"]}
            />
          </div>
        </Sheet>
        <Sheet title={t("guest.place")} titleId="place">
          <div className="sheet-body">
            <AddressFields form={{ ...address, errors: { ...address.errors, ...errors } }} />
            {address.step === "rest" ? <LastStep address={address} /> : null}
          </div>
        </Sheet>
      </form>
    </>
  );
}

function LastStep({ address }: { address: AddressForm }) {
  const { t, rich } = useI18n();
  return (
    <>
      <p className="hint gap-top">
        {rich("guest.purpose", { link: (text) => <a href="/privacy">{text}</a> })}
      </p>
      <div className="gap-top">
        <SubmitButton>{t("guest.account")}</SubmitButton>
        <p className="hint">{t("guest.accountHint")}</p>
      </div>
      <div className="gap-top">
        <SubmitButton kind="plain" name="intent" value="request">
          {t("guest.request")}
        </SubmitButton>
        <p className="hint">{t("guest.requestHint")}</p>
      </div>
      <div className="btns gap-top">
        <AddressWaysBack form={address} />
      </div>
    </>
  );
}

/** The same for everybody: whether we know the address is its owner's affair. */
export function GuestRequestSentPage() {
  const { t } = useI18n();
  return (
    <>
      <PageHeader title={t("guest.sent.title")} answer={t("guest.sent.answer")} crumbs={useCrumbs()} />
      <Sheet title={t("guest.sent.what")} titleId="next">
        <div className="sheet-body">
          <Bullets items={(["ask", "mail", "account"] as const).map((step) => t(`guest.sent.${step}`))} />
          <div className="btns gap-top">
            <LinkButton href="/services/internet" kind="primary">
              {t("guest.sent.plans")}
            </LinkButton>
            <LinkButton href="/auth/get-started">{t("guest.sent.open")}</LinkButton>
          </div>
        </div>
      </Sheet>
    </>
  );
}

function useCrumbs() {
  const { t } = useI18n();
  return [
    { to: "/services", label: t("shop.title") },
    { to: "/services/internet", label: t("shop.internet.title") },
  ];
}
