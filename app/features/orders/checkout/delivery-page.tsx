import { ChoiceField } from "~/components/forms/choice-field.tsx";
import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { AgreeField } from "./agree-field.tsx";
import { stepHref } from "./checkout-steps.ts";
import { StepHeader } from "./step-header.tsx";

export type DeliveryPageProps = {
  checkoutId: string;
  /** Somebody is under 18: the order goes by phone (JP-TB-22). */
  isMinor: boolean;
  errors: Record<string, string>;
  age: string | undefined;
};

const AGES = ["adults", "minor"] as const;
const AGE_TEXTS = { adults: "checkout.delivery.adults", minor: "checkout.delivery.minor" } as const;

/** How the contract document is delivered (JP-TB-7), and whether somebody is under age (JP-TB-22). */
export function DeliveryPage({ checkoutId, isMinor, errors, age }: DeliveryPageProps) {
  const { t, rich, brand } = useI18n();
  const { csrf } = useAccountData();
  const contact = { phone: <PhoneLink />, hours: brand.hours };
  return (
    <>
      <StepHeader step="delivery" checkoutId={checkoutId} lead={t("checkout.delivery.lead")} />
      <form noValidate method="post" className="stack">
        {isMinor ? (
          <Notice tone="caution" role="status">
            {rich("checkout.delivery.minorBody", contact)}
          </Notice>
        ) : null}
        <CsrfField token={csrf} />
        <Sheet title={t("checkout.delivery.document")} titleId="document">
          <div className="sheet-body">
            <p>{rich("checkout.delivery.what", contact)}</p>
            <AgreeField name="consent" error={errors["consent"]} required={false}>
              {t("checkout.delivery.consent")}
            </AgreeField>
          </div>
        </Sheet>
        <Sheet title={t("checkout.delivery.age")} titleId="who">
          <div className="sheet-body">
            <p>{t("checkout.delivery.ageWhat")}</p>
            <ChoiceField
              name="age"
              legend={t("checkout.delivery.ageQuestion")}
              error={errors["age"]}
              chosen={age === undefined ? [] : [age]}
              groups={[{ choices: AGES.map((value) => ({ value, label: t(AGE_TEXTS[value]) })) }]}
            />
            <div className="btns gap-top">
              <SubmitButton>{t("checkout.delivery.send")}</SubmitButton>
              <LinkButton kind="quiet" href={stepHref("explanation", checkoutId)}>
                {t("checkout.back")}
              </LinkButton>
            </div>
          </div>
        </Sheet>
      </form>
    </>
  );
}
