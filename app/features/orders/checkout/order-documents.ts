import { CANCELLATION_CUT_OFF_DAY, firstMonthIsFree, termsOf } from "#domain/catalog/terms.ts";
import { GrossPriceSchema, type Price } from "#domain/catalog/price.ts";
import type { Cart, CartLine } from "#domain/orders/cart.ts";
import { hasHomePhone } from "#domain/orders/choices.ts";
import { chargeLimit } from "#domain/orders/initial-cancellation.ts";
import {
  LEGAL_VERSIONS,
  type LegalDocument,
  type LegalDocumentKind,
  type LegalSection,
} from "#domain/orders/legal-document.ts";
import type { Selection } from "#domain/orders/selection.ts";
import type { PayMethod } from "#domain/payments/schema.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import { JPY } from "#domain/shared/money.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { JapaneseAddress } from "#domain/users/customer.ts";
import { addressLines } from "~/features/address/address-lines.ts";
import type { I18n } from "~/platform/i18n/i18n.tsx";
import { cartLineTitle } from "../tracking/order-texts.ts";

const YEAR_MONTHS = 12;

export type OrderedThing = { selection: Selection; cart: Cart };
type Row = LegalSection["rows"][number];
type Told = OrderedThing & { i18n: I18n };

/** What has to be explained before a contract, for this choice (JP-TB-1). */
export function explanationDocument(told: Told): LegalDocument {
  return documentOf("explanation", told.i18n, [
    operator(told.i18n),
    service(told),
    lines(told),
    charges(told),
    discounts(told),
    term(told),
    ending(told),
    eightDays(told),
    language(told.i18n),
  ]);
}

/** The last screen before an order, with every charge and condition (JP-SC-2). */
export function confirmationDocument(
  told: Told & { address: JapaneseAddress; payMethods: readonly PayMethod[] },
): LegalDocument {
  return documentOf("confirmation", told.i18n, [
    lines(told),
    charges(told),
    payment(told),
    start(told),
    term(told),
    ending(told),
    eightDays(told),
    ...(told.selection.kind === "sim" ? [lending(told.i18n)] : []),
    operator(told.i18n),
  ]);
}

export type Conclusion = {
  i18n: I18n;
  orderId: OrderId;
  orderNumber: string;
  concludedAt: Date;
  /** Null for the first issue (JP-TB-15). */
  reissuedAt: Date | null;
  name: string;
  address: JapaneseAddress;
  explanation: LegalDocument;
  confirmation: LegalDocument;
};

/** What is delivered once a contract is concluded (JP-TB-6): its data, then what was confirmed and explained, as it was read. */
export function contractDocument(conclusion: Conclusion): LegalDocument {
  const { i18n, reissuedAt, explanation, confirmation } = conclusion;
  const { t, longDate } = i18n;
  const told = new Set(explanation.sections.map(({ id }) => id));
  const confirmed = confirmation.sections.filter(({ id }) => !told.has(id));
  return documentOf("contract", i18n, [
    section("contract", t("legal.contract"), [
      row(t("legal.contract.concluded"), longDate(tokyoDate(conclusion.concludedAt))),
      reissuedAt === null
        ? null
        : row(
            t("legal.contract.reissued"),
            t("legal.contract.reissuedText", { date: longDate(tokyoDate(reissuedAt)) }),
          ),
      row(t("legal.contract.number"), conclusion.orderId),
      row(t("legal.contract.order"), conclusion.orderNumber),
      row(t("legal.contract.name"), conclusion.name),
      row(t("legal.contract.address"), addressLines(conclusion.address)),
      row(t("legal.contract.options"), t("legal.contract.optionsText")),
    ]),
    ...confirmed,
    ...explanation.sections,
  ]);
}

function documentOf(kind: LegalDocumentKind, { t, language }: I18n, sections: LegalSection[]): LegalDocument {
  return {
    kind,
    version: LEGAL_VERSIONS[kind],
    language,
    sections,
    title: t(`legal.${kind}.title`),
    lead: t(`legal.${kind}.lead`),
  };
}

function section(id: string, title: string, rows: (Row | null)[]): LegalSection {
  return { id, title, rows: rows.filter((each) => each !== null) };
}

function row(label: string, text: string): Row {
  return { label, text };
}

function contactOf({ brand }: I18n) {
  return { phone: brand.phone, hours: brand.hours, email: brand.supportEmail };
}

function operator(i18n: I18n): LegalSection {
  const { t, brand } = i18n;
  return section("operator", t("legal.operator"), [
    row(t("legal.operator.company"), brand.legalName),
    row(t("legal.operator.address"), brand.postalAddress),
    row(t("legal.operator.complaints"), t("legal.operator.complaintsText", contactOf(i18n))),
  ]);
}

function service({ i18n, selection, cart }: Told): LegalSection {
  const { t } = i18n;
  const { kind } = selection;
  const emergency = emergencyCalls(cart);
  return section("service", t("legal.service"), [
    row(t("legal.service.type"), t(`legal.service.type.${kind}`)),
    row(t("legal.service.quality"), t(`legal.service.quality.${kind}`)),
    row(t("legal.service.area"), t(`legal.service.area.${kind}`)),
    row(t("legal.service.emergency"), t(`legal.service.emergency.${emergency}`)),
    row(t("legal.service.filter"), t("legal.service.filterText")),
    hasVoice(cart) ? row(t("legal.service.identity"), t("legal.service.identityText")) : null,
    kind === "sim" ? row(t("legal.service.lending"), t("legal.service.lendingText")) : null,
  ]);
}

function lending({ t }: I18n): LegalSection {
  return section("lending", t("legal.service.lending"), [
    row(t("legal.service.lending"), t("legal.service.lendingText")),
  ]);
}

function hasVoice({ lines: [plan] }: Cart): boolean {
  return plan?.subject.kind === "sim_plan" && plan.subject.planType !== "data_only";
}

function emergencyCalls(cart: Cart): "voice" | "data" | "homePhone" {
  if (hasVoice(cart)) return "voice";
  return hasHomePhone(cart) ? "homePhone" : "data";
}

function lines({ i18n, cart }: Told): LegalSection {
  const { t } = i18n;
  return section(
    "lines",
    t("legal.lines"),
    cart.lines.map((line) => row(cartLineTitle(line, i18n), amountOf(line, i18n))),
  );
}

function amountOf({ cycle, quantity, price }: CartLine, { t, money }: I18n): string {
  const values = { quantity, price: money(price.withTax), net: money(price.withoutTax) };
  return t(`legal.lines.${cycle}`, values);
}

function charges({ i18n, selection, cart }: Told): LegalSection {
  const { t, money, date } = i18n;
  const { monthly, onetime, installments, firstMonth } = cart;
  const total = (price: Price) =>
    t("legal.charges.total", { price: money(price.withTax), net: money(price.withoutTax) });
  const isFree = firstMonthIsFree(selection.kind, firstMonth.startsOn);
  const first = {
    start: date(firstMonth.startsOn),
    until: date(firstMonth.until),
    due: money(firstMonth.due.withTax),
  };
  const full = { date: date(firstMonth.fullPriceFrom) };
  return section("charges", t("legal.charges"), [
    row(t("legal.charges.monthly"), total(monthly)),
    row(t("legal.charges.onetime"), onetime === null ? t("legal.charges.none") : total(onetime)),
    installments === null
      ? null
      : row(
          t("legal.charges.installments"),
          t("legal.charges.installmentsText", {
            payments: installments.payments,
            total: money(installments.total),
            after: money(installments.monthlyAfter.withTax),
          }),
        ),
    row(
      t("legal.charges.first"),
      sentences(
        i18n,
        t(isFree ? "legal.charges.firstFree" : "legal.charges.firstByDay"),
        t(firstMonth.isAssumed ? "legal.charges.firstAssumed" : "legal.charges.firstFixed", first),
      ),
    ),
    row(
      t("legal.charges.full"),
      firstMonth.isAssumed
        ? t("legal.charges.fullAssumed", { ...full, start: first.start })
        : t("legal.charges.fullFixed", full),
    ),
    row(t("legal.charges.year"), t("legal.charges.yearText", { price: money(firstYear(cart)) })),
    hasVoice(cart) ? row(t("legal.charges.usage"), t("legal.charges.usageText")) : null,
    selection.kind === "vpn" ? null : row(t("legal.charges.statutory"), t("legal.charges.statutoryText")),
    row(t("legal.charges.taxLabel"), t("legal.charges.tax")),
  ]);
}

/** The most that twelve months can cost: all of them at the full price. */
function firstYear({ monthly, onetime }: Cart) {
  const minor = monthly.withTax.minor * YEAR_MONTHS + (onetime?.withTax.minor ?? 0);
  return GrossPriceSchema.parse({ currency: JPY, minor });
}

function discounts({ i18n, selection, cart }: Told): LegalSection {
  const { t, date } = i18n;
  const { startsOn, until, isAssumed } = cart.firstMonth;
  const isFree = firstMonthIsFree(selection.kind, startsOn);
  const [plan] = cart.lines;
  const isFamily = plan?.subject.kind === "sim_plan" && plan.subject.isFamily;
  return section("discounts", t("legal.discounts"), [
    isFree
      ? row(
          t("legal.discounts.first"),
          t(isAssumed ? "legal.discounts.firstAssumed" : "legal.discounts.firstFixed", {
            start: date(startsOn),
            until: date(until),
          }),
        )
      : null,
    isFamily ? row(t("legal.discounts.family"), t("legal.discounts.familyText")) : null,
    isFree || isFamily ? null : row(t("legal.discounts.none"), t("legal.discounts.noneText")),
  ]);
}

function payment({ i18n, payMethods }: Told & { payMethods: readonly PayMethod[] }): LegalSection {
  const { t, language } = i18n;
  const names = payMethods.map((method) => methodName(method, i18n));
  const [only = "", ...others] = names;
  return section("payment", t("legal.payment"), [
    row(t("legal.payment.when"), t("legal.payment.whenText")),
    row(
      t("legal.payment.how"),
      others.length === 0
        ? t("legal.payment.howOne", { method: only })
        : // The billing system does not tell which one it is.
          t("legal.payment.howSeveral", { methods: names.join(language === "ja" ? "、" : ", ") }),
    ),
  ]);
}

function methodName({ kind, brand, lastFour, description }: PayMethod, { t }: I18n): string {
  if (lastFour !== null) return t("payments.card", { brand: brand || t("payments.other"), lastFour });
  if (kind === "bank") return t("payments.bank", { name: brand || description });
  return description || t("payments.other");
}

function start({ i18n, selection, address }: Told & { address: JapaneseAddress }): LegalSection {
  const { t, longDate } = i18n;
  const place = row(t("legal.start.place"), addressLines(address));
  const when = (text: string) => row(t("legal.start.when"), text);
  const title = t("legal.start");
  switch (selection.kind) {
    case "internet":
      return section("start", title, [
        when(t("legal.start.internet")),
        place,
        row(t("legal.start.access"), t(`legal.start.access.${selection.accessMode}`)),
      ]);
    case "sim": {
      const { startsOn, eid, porting } = selection;
      return section("start", title, [
        when(startsOn === null ? t("legal.start.sim") : t("legal.start.simOn", { date: longDate(startsOn) })),
        place,
        row(t("legal.start.sort"), eid === null ? t("legal.start.card") : t("legal.start.esim", { eid })),
        row(
          t("legal.start.number"),
          porting === null
            ? t("legal.start.newNumber")
            : t("legal.start.porting", {
                number: porting.phoneNumber,
                reservation: porting.reservationNumber,
              }),
        ),
      ]);
    }
    case "vpn":
      return section("start", title, [when(t("legal.start.vpn")), place]);
  }
}

function term({ i18n, selection, cart }: Told): LegalSection {
  const { t } = i18n;
  const { minimumMonths } = termsOf(selection.kind, cart.firstMonth.startsOn);
  return section("term", t("legal.term"), [
    row(
      t("legal.term.minimum"),
      minimumMonths === 0
        ? t("shop.terms.minimumNone")
        : t("shop.terms.minimumMonths", { months: minimumMonths }),
    ),
    row(t("legal.term.renewal"), t("legal.term.renewalText")),
  ]);
}

function ending({ i18n, selection, cart }: Told): LegalSection {
  const { t } = i18n;
  const contact = contactOf(i18n);
  const { minimumMonths } = termsOf(selection.kind, cart.firstMonth.startsOn);
  const costs = [
    ...(cart.installments === null ? [] : [t("legal.ending.costInstallments")]),
    ...(minimumMonths === 0 ? [] : [t("legal.ending.costMinimum")]),
  ];
  const isRented =
    selection.kind === "vpn" ||
    (selection.kind === "internet" && selection.accessMode === "ipoe_home_gateway");
  return section("ending", t("legal.ending"), [
    row(t("legal.ending.before"), t("legal.ending.beforeText", contact)),
    row(t("legal.ending.how"), t("legal.ending.howText", contact)),
    row(t("legal.ending.when"), t("shop.terms.endText", { day: CANCELLATION_CUT_OFF_DAY })),
    row(t("legal.ending.cost"), costs.length === 0 ? t("legal.ending.costNone") : sentences(i18n, ...costs)),
    selection.kind === "sim" ? row(t("legal.ending.porting"), t("legal.ending.portingText")) : null,
    isRented ? row(t("legal.ending.devices"), t("legal.ending.devicesText")) : null,
  ]);
}

function eightDays({ i18n, selection, cart }: Told): LegalSection {
  const { t, brand, money } = i18n;
  const day = cart.firstMonth.startsOn;
  const { initialCancellation } = termsOf(selection.kind, day);
  const right = row(t("legal.eight.right"), t(`legal.eight.${initialCancellation}`));
  if (initialCancellation === "confirmation_measure" || initialCancellation === "none")
    return section("eight", t("legal.eight"), [right]);
  return section("eight", t("legal.eight"), [
    right,
    row(
      t("legal.eight.days"),
      t(selection.kind === "sim" ? "legal.eight.daysMobile" : "legal.eight.daysText"),
    ),
    row(
      t("legal.eight.how"),
      t("legal.eight.howText", { email: brand.supportEmail, address: brand.postalAddress }),
    ),
    row(
      t("legal.eight.cost"),
      t("legal.eight.costText", {
        fee: money(chargeLimit("fee", day)),
        work: money(chargeLimit("work", day)),
      }),
    ),
    row(t("legal.eight.wrong"), t("legal.eight.wrongText")),
  ]);
}

function language({ t }: I18n): LegalSection {
  return section("language", t("legal.language"), [
    row(t("legal.language.which"), t("legal.language.whichText")),
  ]);
}

function sentences({ language: spoken }: I18n, ...texts: string[]): string {
  return texts.join(spoken === "ja" ? "" : " ");
}
