import type { LegalDocument } from "#domain/orders/legal-document.ts";
import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { AgreeField } from "./agree-field.tsx";
import { stepHref } from "./checkout-steps.ts";
import { DocumentView } from "./document-view.tsx";
import { GateList, type GateListProps } from "./gate-list.tsx";
import { StepHeader } from "./step-header.tsx";

/** Why the button did not lead to an order. */
export type ConfirmRefusal = "missing" | "unknown" | "changed" | "crm" | "other";

export type ConfirmPageProps = GateListProps & {
  /** Null while not all of it is known. */
  screen: { document: LegalDocument; sha256: string; shown: string } | null;
  /** The button asks for a factor first (JP-ID-6). */
  needsStepUp: boolean;
  /** Ticked before the person was asked for a factor. */
  hasTicked: boolean;
};

/** The last screen before the order, whose button costs money (JP-SC-2). */
export function ConfirmPage({
  screen,
  needsStepUp,
  hasTicked,
  refusal,
  errors,
  ...list
}: ConfirmPageProps & { refusal: ConfirmRefusal | null; errors: Record<string, string> }) {
  const { t } = useI18n();
  const isOpen = list.gates.some(({ state }) => state !== "passed");
  return (
    <>
      <StepHeader step="confirm" checkoutId={list.checkoutId} lead={t("checkout.confirm.lead")} />
      <div className="stack">
        {refusal === null ? null : <Refused refusal={refusal} />}
        {isOpen ? <GateList {...list} /> : null}
        {screen === null ? null : <DocumentView document={screen.document} />}
        <Order
          screen={isOpen ? null : screen}
          checkoutId={list.checkoutId}
          needsStepUp={needsStepUp}
          hasTicked={hasTicked}
          errors={errors}
        />
      </div>
    </>
  );
}

function Refused({ refusal }: { refusal: ConfirmRefusal }) {
  const { t, rich, brand } = useI18n();
  return (
    <Notice tone="critical" title={t("checkout.refused")} role="status">
      {refusal === "crm"
        ? rich("checkout.refused.crm", { phone: <PhoneLink />, hours: brand.hours })
        : t(
            refusal === "changed"
              ? "checkout.changed"
              : refusal === "other"
                ? "checkout.underWay.other"
                : `checkout.refused.${refusal}`,
          )}
    </Notice>
  );
}

type OrderProps = {
  /** The screen above; null: it cannot be ordered as it stands. */
  screen: { sha256: string; shown: string } | null;
  checkoutId: string;
  needsStepUp: boolean;
  hasTicked: boolean;
  errors: Record<string, string>;
};

function Order({ screen, checkoutId, needsStepUp, hasTicked, errors }: OrderProps) {
  const { t, rich } = useI18n();
  const { csrf } = useAccountData();
  const back = (
    <LinkButton kind="quiet" href={stepHref("check", checkoutId)}>
      {t("checkout.back")}
    </LinkButton>
  );
  if (screen === null) return <p>{back}</p>;
  return (
    <form noValidate method="post" className="sheet">
      <div className="sheet-body">
        <CsrfField token={csrf} />
        <input type="hidden" name="document" value={screen.sha256} />
        <input type="hidden" name="shown" value={screen.shown} />
        <AgreeField name="terms" error={errors["terms"]} isTicked={hasTicked}>
          {rich("checkout.confirm.terms", {
            link: (text) => (
              <a href="/terms" target="_blank" rel="noreferrer">
                {text}
              </a>
            ),
          })}
        </AgreeField>
        {needsStepUp ? <p className="gap-top">{t("checkout.stepUp.ahead")}</p> : null}
        <div className="btns gap-top">
          <SubmitButton>{t("checkout.confirm.send")}</SubmitButton>
          {back}
        </div>
        <p className="small muted gap-top">{t("checkout.confirm.correct")}</p>
      </div>
    </form>
  );
}

/** The button was pressed, and the customer system has not answered: nothing is left to do here. */
export function UnderWayPage({ checkoutId }: { checkoutId: string }) {
  const { t } = useI18n();
  return (
    <>
      <PageHeader title={t("checkout.underWay.title")} answer={t("checkout.underWay.body")} />
      <LinkButton href={stepHref("confirm", checkoutId)}>{t("checkout.underWay.look")}</LinkButton>
    </>
  );
}
