import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type UndoEmailPageProps = {
  csrf: string;
  /** `ask`: the link is good and waits for the button. */
  state: "ask" | "done" | "invalid" | "taken";
};

export function UndoEmailPage({ csrf, state }: UndoEmailPageProps) {
  const { t, rich } = useI18n();
  const help = (
    <p className="below">{rich("auth.login.trouble", { link: (text) => <a href="/help">{text}</a> })}</p>
  );
  if (state === "ask")
    return (
      <>
        <h1>{t("emailUndo.title")}</h1>
        <p>{t("emailUndo.lead")}</p>
        <form noValidate method="post" action="/auth/undo-email">
          <CsrfField token={csrf} />
          <SubmitButton block>{t("emailUndo.submit")}</SubmitButton>
        </form>
        {help}
      </>
    );
  if (state === "done")
    return (
      <>
        <h1>{t("emailUndo.doneTitle")}</h1>
        <p>{t("emailUndo.doneBody")}</p>
        <p>
          <a href="/auth/forgot-password" className={buttonClass("primary", false, "full")}>
            {t("emailUndo.setPassword")}
          </a>
        </p>
        {help}
      </>
    );
  return (
    <>
      <h1>{t(`emailUndo.${state}Title`)}</h1>
      <p>{t(`emailUndo.${state}Body`)}</p>
      {help}
    </>
  );
}
