import { assertNever } from "#domain/shared/errors.ts";
import { CsrfField, ErrorSummary, Field, FieldError } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { signInHref } from "~/platform/page/return-to.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { RegistrationAnswer } from "./read-registration-form.server.ts";
import { RegistrationForm } from "./registration-form.tsx";
import type { ClientChoice, StartStatus } from "./start-page.server.ts";

export type StartAccountPageProps = {
  status: StartStatus;
  email: string;
  /** Where they were on their way to. */
  returnTo: string;
  csrf: string;
  /** Of a login of the billing site with several clients; empty otherwise. */
  choices: ClientChoice[];
  /** Of the form of a new customer. */
  answer: RegistrationAnswer;
  /** Shown texts by field, of whichever form the page has. */
  errors: Record<string, string>;
};

/** What is next for somebody whose address is proved: one page for each outcome of the look-up. */
export function StartAccountPage(props: StartAccountPageProps) {
  const { status, csrf, errors } = props;
  switch (status) {
    case "unknown":
      return <Again csrf={csrf} errors={errors} part="unknown" intent="check" email={props.email} />;
    case "under_way":
      return <Again csrf={csrf} errors={errors} part="wait" intent="resume" email={props.email} />;
    case "portal_exists":
    case "set_password":
      return <SignInInstead part="exists" returnTo={props.returnTo} canReset />;
    case "ready":
      return <SignInInstead part="ready" returnTo={props.returnTo} />;
    case "support":
      return <Support email={props.email} />;
    case "whmcs_unmapped":
      return <LinkForm csrf={csrf} errors={errors} />;
    case "choose_client":
      return <ChooseForm csrf={csrf} errors={errors} choices={props.choices} />;
    case "sf_unmapped":
    case "new_customer":
      return <RegistrationForm {...props} isKnown={status === "sf_unmapped"} />;
    default:
      return assertNever(status);
  }
}

function Again({
  csrf,
  errors,
  part,
  intent,
  email,
}: {
  csrf: string;
  errors: Record<string, string>;
  part: "unknown" | "wait";
  intent: "check" | "resume";
  email: string;
}) {
  const { t, rich } = useI18n();
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{t(`start.${part}.title`)}</h1>
      <p>{part === "wait" ? rich("start.wait.body", { email }) : t("start.unknown.body")}</p>
      <form noValidate method="post">
        <CsrfField token={csrf} />
        <input type="hidden" name="intent" value={intent} />
        <SubmitButton block>{t(`start.${part}.submit`)}</SubmitButton>
      </form>
    </>
  );
}

type InsteadProps = { part: "exists" | "ready"; returnTo: string; canReset?: boolean };

function SignInInstead({ part, returnTo, canReset = false }: InsteadProps) {
  const { t } = useI18n();
  return (
    <>
      <h1>{t(`start.${part}.title`)}</h1>
      <p>{t(`start.${part}.body`)}</p>
      <p>
        <a href={signInHref(returnTo)} className={buttonClass("primary", false, "full")}>
          {t("start.signIn")}
        </a>
      </p>
      {canReset ? (
        <p className="below">
          <a href="/auth/forgot-password">{t("start.forgot")}</a>
        </p>
      ) : null}
    </>
  );
}

function Support({ email }: { email: string }) {
  const { t, rich, brand } = useI18n();
  const { phone, hours } = brand;
  return (
    <>
      <h1>{t("start.support.title")}</h1>
      <p>{rich("start.support.body", { email, phone, hours })}</p>
    </>
  );
}

function LinkForm({ csrf, errors }: { csrf: string; errors: Record<string, string> }) {
  const { t, rich, brand } = useI18n();
  const { phone, hours, supportEmail: mail } = brand;
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{t("start.link.title")}</h1>
      <p>{t("start.link.lead")}</p>
      <form noValidate method="post">
        <CsrfField token={csrf} />
        <input type="hidden" name="intent" value="link" />
        <Field
          name="password"
          type="password"
          autoComplete="current-password"
          required
          label={t("start.link.password")}
          hint={t("start.link.passwordHint")}
          error={errors["password"]}
        />
        <SubmitButton block>{t("start.link.submit")}</SubmitButton>
      </form>
      <p className="below">{rich("start.link.forgotten", { phone, hours, mail })}</p>
    </>
  );
}

function ChooseForm({
  csrf,
  errors,
  choices,
}: {
  csrf: string;
  errors: Record<string, string>;
  choices: ClientChoice[];
}) {
  const { t, rich, brand } = useI18n();
  const { phone, hours, supportEmail: mail } = brand;
  const error = errors["clientId"];
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{t("start.choose.title")}</h1>
      <p>{t("start.choose.lead")}</p>
      <form noValidate method="post">
        <CsrfField token={csrf} />
        <input type="hidden" name="intent" value="choose" />
        <fieldset className="field" id="clientId" aria-describedby={error ? "clientId-error" : undefined}>
          <legend className="legend">{t("start.choose.legend")}</legend>
          <FieldError name="clientId" error={error} />
          {choices.map(({ id, name, customerNumber, place }) => (
            <div className="check" key={id}>
              <input type="radio" id={`client-${id}`} name="clientId" value={id} required />
              <label htmlFor={`client-${id}`}>
                {name}{" "}
                <span className="hint">
                  {customerNumber === null ? null : (
                    <>
                      {t("start.choose.number", { number: customerNumber })}
                      <br />
                    </>
                  )}
                  {place}
                </span>
              </label>
            </div>
          ))}
        </fieldset>
        <SubmitButton block>{t("start.choose.submit")}</SubmitButton>
      </form>
      <p className="below">{rich("start.choose.others", { phone, hours, mail })}</p>
    </>
  );
}
