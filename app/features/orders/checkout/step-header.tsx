import { PageHeader } from "~/components/layout/page-header.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { CHECKOUT_STEPS, stepHref, stepNumber, type CheckoutStep } from "./checkout-steps.ts";

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
  return (
    <PageHeader
      title={t(TITLES[step])}
      answer={`${t("checkout.step", { step: stepNumber(step) })} ${lead}`}
      crumbs={CHECKOUT_STEPS.slice(0, stepNumber(step) - 1).map((before) => ({
        to: stepHref(before, checkoutId),
        label: t(TITLES[before]),
      }))}
    />
  );
}
