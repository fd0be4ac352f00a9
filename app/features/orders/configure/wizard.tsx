import type { ReactNode } from "react";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import type { DraftStep } from "#domain/orders/draft.ts";
import { CsrfField, ErrorSummary } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { StepBar } from "../step-bar.tsx";
import { stepHref } from "./step-href.ts";

export type WizardPlace = {
  kind: ServiceKind;
  draftId: string | null;
  step: DraftStep;
  steps: { step: DraftStep; isDone: boolean }[];
  /** The choices of the address were not kept any more. */
  isGone: boolean;
};

type WizardProps = WizardPlace & {
  /** Shown texts by field. */
  errors: Record<string, string>;
  notice?: ReactNode;
  children: ReactNode;
};

/** The frame of every step: how far one has come, and the way back, which loses nothing. */
export function Wizard({ kind, draftId, step, steps, isGone, errors, notice, children }: WizardProps) {
  const { t, rich } = useI18n();
  const before = steps[steps.findIndex((each) => each.step === step) - 1];
  return (
    <>
      <ErrorSummary errors={errors} />
      <StepBar
        labels={steps.map((each) => t(`configure.step.${each.step}`))}
        at={steps.findIndex((each) => each.step === step)}
      />
      <PageHeader
        title={t(`configure.title.${step}`)}
        answer={rich(`configure.lead.${step}`)}
        crumbs={[
          { to: "/account/services", label: t("shop.account.title") },
          { to: `/account/services/${kind}`, label: t(`shop.${kind}.title`) },
        ]}
      />
      <div className="stack">
        {isGone ? <Notice tone="caution">{t("configure.gone")}</Notice> : null}
        {before ? null : (
          <p className="hint">
            {t(kind === "internet" ? "configure.needs.internet" : "configure.needs.other")}
          </p>
        )}
        {notice}
        {children}
        {before ? (
          <p>
            <LinkButton kind="quiet" href={stepHref(kind, draftId, before.step)}>
              {t("configure.back")}
            </LinkButton>
          </p>
        ) : null}
      </div>
    </>
  );
}

/** The form of a step; it is sent to the address of the page, which names the choices and the step. */
export function StepForm({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <section className="sheet">
      <form noValidate method="post" className="sheet-body">
        <CsrfField token={csrf} />
        {children}
        <div className="btns gap-top">
          <SubmitButton>{t("configure.next")}</SubmitButton>
        </div>
      </form>
    </section>
  );
}
