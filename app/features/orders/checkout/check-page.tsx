import type { ShownCart } from "#domain/orders/cart.ts";
import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { CartSheet } from "../cart-sheet.tsx";
import { AgreeField } from "./agree-field.tsx";
import { stepHref, type CheckoutStep } from "./checkout-steps.ts";
import { GateList, type GateListProps } from "./gate-list.tsx";
import { StepHeader } from "./step-header.tsx";

export type CheckPageProps = GateListProps & {
  cart: ShownCart | null;
  next: CheckoutStep;
  /** Where a line is put, to be confirmed; null: nothing is put anywhere, or there is no address. */
  place: { lines: string; fingerprint: string; isConfirmed: boolean } | null;
};

/** What was chosen, what it costs now, and what is missing before it can be ordered. */
export function CheckPage({
  errors,
  cart,
  next,
  place,
  ...list
}: CheckPageProps & { errors: Record<string, string> }) {
  const { t } = useI18n();
  const isReady = next !== "check";
  const isMissing = list.gates.some(({ state }) => state === "refused");
  return (
    <>
      <StepHeader
        step="check"
        checkoutId={list.checkoutId}
        lead={t(isReady ? "checkout.ready" : isMissing ? "checkout.missing" : "checkout.notKnown")}
      />
      <div className="stack">
        {cart === null ? <p>{t("checkout.noCart")}</p> : <CartSheet cart={cart} />}
        <GateList {...list} />
        {place === null ? null : (
          <Place {...place} checkoutId={list.checkoutId} error={errors["confirmed"]} />
        )}
        <div className="btns">
          {isReady ? (
            <LinkButton kind="primary" href={stepHref(next, list.checkoutId)}>
              {t("checkout.next")}
            </LinkButton>
          ) : null}
          <LinkButton kind="quiet" href={list.change}>
            {t("checkout.change")}
          </LinkButton>
        </div>
      </div>
    </>
  );
}

type PlaceProps = NonNullable<CheckPageProps["place"]> & { checkoutId: string; error: string | undefined };

function Place({ lines, fingerprint, isConfirmed, checkoutId, error }: PlaceProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  const back = new URLSearchParams({ returnTo: stepHref("check", checkoutId) });
  const change = (
    <LinkButton kind="quiet" href={`/account/settings/profile/address?${back.toString()}`}>
      {t("checkout.place.change")}
    </LinkButton>
  );
  return (
    <Sheet title={t("checkout.place")} titleId="place">
      <form noValidate method="post" className="sheet-body">
        <CsrfField token={csrf} />
        <input type="hidden" name="address" value={fingerprint} />
        <p>{t("checkout.place.lead")}</p>
        <p className="pre gap-top" lang="ja">
          <bdi>{lines}</bdi>
        </p>
        {isConfirmed ? (
          <p className="gap-top">{change}</p>
        ) : (
          <>
            <AgreeField name="confirmed" error={error}>
              {t("checkout.place.confirm")}
            </AgreeField>
            <div className="btns gap-top">
              <SubmitButton>{t("checkout.place.send")}</SubmitButton>
              {change}
            </div>
          </>
        )}
      </form>
    </Sheet>
  );
}
