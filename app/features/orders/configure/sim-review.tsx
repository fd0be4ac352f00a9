import type { ShownPricedCart } from "#domain/orders/cart.ts";
import type { DraftOf, DraftStep } from "#domain/orders/draft.ts";
import type { LineHolder, Porting } from "#domain/orders/schema.ts";
import { useI18n, type I18n } from "~/platform/i18n/i18n.tsx";
import { Review, titlesOf } from "./review.tsx";
import type { WizardPlace } from "./wizard.tsx";

/** What was typed is shown as it was understood, so that a slip is seen before it costs a number. */
export function SimReview({
  place,
  draft,
  cart,
}: {
  place: WizardPlace;
  draft: DraftOf<"sim">;
  cart: ShownPricedCart;
}) {
  const i18n = useI18n();
  const rows = place.steps.flatMap(({ step }) => {
    const value = valueOf(step, draft, cart, i18n);
    return value === null ? [] : [{ step, value }];
  });
  return <Review place={place} cart={cart} rows={rows} />;
}

function valueOf(step: DraftStep, draft: DraftOf<"sim">, cart: ShownPricedCart, i18n: I18n) {
  const { t, longDate } = i18n;
  const { card, start, number, porting, holder } = draft;
  switch (step) {
    case "plan":
      return titlesOf(cart, "plan", i18n);
    case "card":
      return card?.eid ? t("configure.eidValue", { eid: inGroups(card.eid) }) : t("configure.card.physical");
    case "addons":
      return titlesOf(cart, "addon", i18n);
    case "start":
      return start?.on
        ? t("configure.start.on", { date: longDate(start.on) })
        : t("configure.start.immediate");
    case "number":
      return t(number === "transfer" ? "configure.number.transfer" : "configure.number.new");
    case "transfer":
      return porting && <Transfer {...porting} />;
    case "holder":
      return holder && <Person {...holder} />;
    default:
      return null;
  }
}

function Transfer(porting: Porting) {
  const { t, rich, longDate } = useI18n();
  const { reservationNumber, expiresOn, phoneNumber } = porting;
  return (
    <>
      <strong className="num nb">{phoneNumber.replace(/^(\d{3})(\d{4})(\d{4})$/, "$1-$2-$3")}</strong>
      <br />
      {t("configure.transfer.reservation")}{" "}
      {rich("configure.transfer.until", {
        number: (
          <span className="num nb">{reservationNumber.replace(/^(\d{2})(\d{3})(\d{5})$/, "$1-$2-$3")}</span>
        ),
        date: longDate(expiresOn),
      })}
      <br />
      <Person {...porting} />
    </>
  );
}

function Person(person: Omit<LineHolder, "gender"> & { gender: Porting["gender"] }) {
  const { t, date } = useI18n();
  const { lastName, firstName, lastNameKana, firstNameKana, birthDate, gender } = person;
  return (
    <>
      <bdi>{`${lastName} ${firstName}`.trim()}</bdi>{" "}
      <bdi lang="ja">{`${lastNameKana} ${firstNameKana}`.trim()}</bdi>
      <br />
      {date(birthDate)} · {t(`configure.gender.${gender}`)}
    </>
  );
}

function inGroups(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, "$1 ");
}
