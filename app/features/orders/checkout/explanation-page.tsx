import type { LegalDocument } from "#domain/orders/legal-document.ts";
import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { AgreeField } from "./agree-field.tsx";
import { stepHref } from "./checkout-steps.ts";
import { DocumentView } from "./document-view.tsx";
import { StepHeader } from "./step-header.tsx";

export type ExplanationPageProps = {
  checkoutId: string;
  document: LegalDocument;
  sha256: string;
  shown: string;
};

const LANGUAGES = ["en", "ja"] as const;

/** The explanation that has to be read before a contract (JP-TB-1), and the box that says so (JP-TB-2). */
export function ExplanationPage({
  checkoutId,
  document,
  sha256,
  shown,
  errors,
}: ExplanationPageProps & { errors: Record<string, string> }) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  const file = (language: string) =>
    `/account/order/explanation/file.html?${new URLSearchParams({ checkout: checkoutId, language }).toString()}`;
  return (
    <>
      <StepHeader step="explanation" checkoutId={checkoutId} lead={t("checkout.read.lead")} />
      <div className="stack">
        <DocumentView document={document} />
        <Sheet title={t("checkout.read.keep")} titleId="keep">
          <div className="sheet-body">
            <div className="btns">
              {LANGUAGES.map((language) => (
                <LinkButton key={language} href={file(language)} download>
                  {t(`checkout.read.file.${language}`)}
                </LinkButton>
              ))}
            </div>
            <p className="small muted gap-top">{t("checkout.read.print")}</p>
            <p className="small muted num">
              {t("checkout.read.fingerprint", { version: document.version, sha256 })}
            </p>
          </div>
        </Sheet>
        <form noValidate method="post" className="sheet">
          <div className="sheet-body">
            <CsrfField token={csrf} />
            <input type="hidden" name="document" value={sha256} />
            <input type="hidden" name="shown" value={shown} />
            <AgreeField name="understood" error={errors["understood"]}>
              {t("checkout.read.confirm")}
            </AgreeField>
            <div className="btns gap-top">
              <SubmitButton>{t("checkout.read.send")}</SubmitButton>
              <LinkButton kind="quiet" href={stepHref("check", checkoutId)}>
                {t("checkout.back")}
              </LinkButton>
            </div>
          </div>
        </form>
      </div>
    </>
  );
}
