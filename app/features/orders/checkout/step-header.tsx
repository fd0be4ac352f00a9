import { PageHeader } from "~/components/layout/page-header.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { StepBar } from "../step-bar.tsx";
import { CHECKOUT_STEPS, stepHref, type CheckoutStep } from "./checkout-steps.ts";

const TITLES = {
  check: "checkout.title",
  explanation: "checkout.read.page",
  delivery: "checkout.delivery.page",
  confirm: "checkout.confirm.page",
} as const;

/** Which step it is, and the ones before it to go back to: what was entered there stays. */
export function StepHeader({
  step,
  checkoutId,
  lead,
}: {
  step: CheckoutStep;
  checkoutId: string;
  lead: string;
}) {
  const { t } = useI18n();
  const at = CHECKOUT_STEPS.indexOf(step);
  return (
    <>
      <StepBar labels={CHECKOUT_STEPS.map((each) => t(`checkout.step.${each}`))} at={at} />
      <PageHeader
        title={t(TITLES[step])}
        answer={lead}
        crumbs={CHECKOUT_STEPS.slice(0, at).map((before) => ({
          to: stepHref(before, checkoutId),
          label: t(`checkout.step.${before}`),
        }))}
      />
    </>
  );
}
