import type { ReactNode } from "react";
import type { ShownPricedCart } from "#domain/orders/cart.ts";
import type { CartProblem } from "#domain/orders/composition.ts";
import type { DraftStep } from "#domain/orders/draft.ts";
import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n, type I18n } from "~/platform/i18n/i18n.tsx";
import { CartSheet } from "../cart-sheet.tsx";
import { cartLineTitle } from "../tracking/order-texts.ts";
import { stepHref } from "./step-href.ts";
import type { WizardPlace } from "./wizard.tsx";

type ReviewProps = {
  place: WizardPlace;
  cart: ShownPricedCart;
  /** What was chosen, by the step where it can be changed. */
  rows: { step: DraftStep; value: ReactNode }[];
};

/** Everything before the order: each choice with the way back to it, and what it costs. */
export function Review({ place, cart, rows }: ReviewProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      {"problems" in cart ? <Problems problems={cart.problems} /> : null}
      <Sheet title={t("configure.chosen")} titleId="chosen">
        <dl className="rows key sheet-body">
          {rows.map(({ step, value }) => (
            <div key={step}>
              <dt>{t(`configure.step.${step}`)}</dt>
              <dd className="rowline">
                <span>{value}</span>
                <a className="nb" href={stepHref(place.kind, place.draftId, step)}>
                  {t("configure.change")} <span className="sr">{t(`configure.step.${step}`)}</span>
                </a>
              </dd>
            </div>
          ))}
        </dl>
      </Sheet>
      {"ok" in cart ? (
        <>
          <CartSheet cart={cart.ok} />
          <form noValidate method="post">
            <CsrfField token={csrf} />
            <div className="btns">
              <SubmitButton>{t("configure.checkout")}</SubmitButton>
            </div>
          </form>
        </>
      ) : null}
    </>
  );
}

function Problems({ problems }: { problems: readonly CartProblem[] }) {
  const { t, rich, brand } = useI18n();
  const reasons = [...new Set(problems.map(({ reason }) => reason))];
  return (
    <Notice tone="critical" title={t("configure.problem.title")}>
      {reasons.map((reason) => (
        <span key={reason}>
          {reason === "fee_missing"
            ? rich("configure.problem.fee_missing", { phone: <PhoneLink />, hours: brand.hours })
            : t(`configure.problem.${reason}`)}{" "}
        </span>
      ))}
    </Notice>
  );
}

/** The plan of a cart, or the add-ons in it, in the page's language. */
export function titlesOf(cart: ShownPricedCart, kind: "plan" | "addon", i18n: I18n): string {
  if ("problems" in cart) return i18n.t("common.notAvailable");
  const titles = cart.ok.lines
    .filter(({ subject }) => subject.kind.endsWith(`_${kind}`))
    .map((line) => cartLineTitle(line, i18n));
  return titles.length === 0
    ? i18n.t("configure.addons.none")
    : titles.join(i18n.language === "ja" ? "、" : ", ");
}
