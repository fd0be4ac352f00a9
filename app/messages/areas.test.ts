import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { access as accessEn } from "./en/access.ts";
import { account as accountEn } from "./en/account.ts";
import { address as addressEn } from "./en/address.ts";
import { answers as answersEn } from "./en/answers.ts";
import { auth as authEn } from "./en/auth.ts";
import { cancel as cancelEn } from "./en/cancel.ts";
import { checkout as checkoutEn } from "./en/checkout.ts";
import { configure as configureEn } from "./en/configure.ts";
import { common as commonEn } from "./en/common.ts";
import { emailChange as emailChangeEn } from "./en/email-change.ts";
import { errors as errorsEn } from "./en/errors.ts";
import { fulfilment as fulfilmentEn } from "./en/fulfilment.ts";
import { getStarted as getStartedEn } from "./en/get-started.ts";
import { guest as guestEn } from "./en/guest.ts";
import { dataExport as exportEn } from "./en/export.ts";
import { legal as legalEn } from "./en/legal.ts";
import { live as liveEn } from "./en/live.ts";
import { mail as mailEn } from "./en/mail.ts";
import { orders as ordersEn } from "./en/orders.ts";
import { passkeys as passkeysEn } from "./en/passkeys.ts";
import { profile as profileEn } from "./en/profile.ts";
import { reasons as reasonsEn } from "./en/reasons.ts";
import { secondStep as secondStepEn } from "./en/second-step.ts";
import { security as securityEn } from "./en/security.ts";
import { shop as shopEn } from "./en/shop.ts";
import { tasks as tasksEn } from "./en/tasks.ts";
import { verification as verificationEn } from "./en/verification.ts";
import { visitors as visitorsEn } from "./en/visitors.ts";
import { access as accessJa } from "./ja/access.ts";
import { account as accountJa } from "./ja/account.ts";
import { address as addressJa } from "./ja/address.ts";
import { answers as answersJa } from "./ja/answers.ts";
import { auth as authJa } from "./ja/auth.ts";
import { cancel as cancelJa } from "./ja/cancel.ts";
import { checkout as checkoutJa } from "./ja/checkout.ts";
import { configure as configureJa } from "./ja/configure.ts";
import { common as commonJa } from "./ja/common.ts";
import { emailChange as emailChangeJa } from "./ja/email-change.ts";
import { errors as errorsJa } from "./ja/errors.ts";
import { fulfilment as fulfilmentJa } from "./ja/fulfilment.ts";
import { getStarted as getStartedJa } from "./ja/get-started.ts";
import { guest as guestJa } from "./ja/guest.ts";
import { dataExport as exportJa } from "./ja/export.ts";
import { legal as legalJa } from "./ja/legal.ts";
import { live as liveJa } from "./ja/live.ts";
import { mail as mailJa } from "./ja/mail.ts";
import { orders as ordersJa } from "./ja/orders.ts";
import { passkeys as passkeysJa } from "./ja/passkeys.ts";
import { profile as profileJa } from "./ja/profile.ts";
import { reasons as reasonsJa } from "./ja/reasons.ts";
import { secondStep as secondStepJa } from "./ja/second-step.ts";
import { security as securityJa } from "./ja/security.ts";
import { shop as shopJa } from "./ja/shop.ts";
import { tasks as tasksJa } from "./ja/tasks.ts";
import { verification as verificationJa } from "./ja/verification.ts";
import { visitors as visitorsJa } from "./ja/visitors.ts";
import type { Messages } from "./keys.ts";

const AREAS: Record<string, { en: Messages; ja: Messages }> = {
  access: { en: accessEn, ja: accessJa },
  account: { en: accountEn, ja: accountJa },
  address: { en: addressEn, ja: addressJa },
  answers: { en: answersEn, ja: answersJa },
  configure: { en: configureEn, ja: configureJa },
  common: { en: commonEn, ja: commonJa },
  auth: { en: authEn, ja: authJa },
  cancel: { en: cancelEn, ja: cancelJa },
  checkout: { en: checkoutEn, ja: checkoutJa },
  emailChange: { en: emailChangeEn, ja: emailChangeJa },
  export: { en: exportEn, ja: exportJa },
  errors: { en: errorsEn, ja: errorsJa },
  fulfilment: { en: fulfilmentEn, ja: fulfilmentJa },
  getStarted: { en: getStartedEn, ja: getStartedJa },
  guest: { en: guestEn, ja: guestJa },
  legal: { en: legalEn, ja: legalJa },
  live: { en: liveEn, ja: liveJa },
  mail: { en: mailEn, ja: mailJa },
  orders: { en: ordersEn, ja: ordersJa },
  passkeys: { en: passkeysEn, ja: passkeysJa },
  profile: { en: profileEn, ja: profileJa },
  reasons: { en: reasonsEn, ja: reasonsJa },
  secondStep: { en: secondStepEn, ja: secondStepJa },
  security: { en: securityEn, ja: securityJa },
  shop: { en: shopEn, ja: shopJa },
  tasks: { en: tasksEn, ja: tasksJa },
  verification: { en: verificationEn, ja: verificationJa },
  visitors: { en: visitorsEn, ja: visitorsJa },
};

/** Names in `{}` and `<>`, which both languages must use alike. */
const placesOf = (text: string) =>
  [...new Set(text.match(/\{\w+\}|<\w+>/g) ?? [])]
    .filter((place) => place !== "<strong>" && place !== "<nb>")
    .sort();

/** Product names and placeholders, without a sentence. */
const NAMES_ONLY = new Set([
  "export.csv",
  "nav.otherLanguage",
  "invoice.rate",
  "landing.sim.title",
  "shop.sim.title",
  "configure.card.esim",
  "configure.eidValue",
  "privacy.cookies.title",
  "privacy.complaints.body",
  "mail.signature",
  "mail.reset.link",
]);

describe.each(Object.entries(AREAS))("texts of %s", (_area, { en, ja }) => {
  test("both languages have the same keys", () => {
    expect(Object.keys(ja).sort()).toEqual(
      Object.keys(en)
        .filter((key) => !key.endsWith("_one"))
        .sort(),
    );
  });

  test.each(Object.keys(ja))("%s names the same things and closes its tags", (key) => {
    expect(placesOf(ja[key] ?? "")).toEqual(placesOf(en[key] ?? ""));
    for (const text of [en[key] ?? "", ja[key] ?? ""]) {
      expect(text.trim()).not.toBe("");
      expect(text.match(/<\w+>/g)?.length ?? 0).toBe(text.match(/<\/\w+>/g)?.length ?? 0);
    }
  });

  test("Japanese is written in Japanese", () => {
    const foreign = Object.keys(ja).filter(
      (key) => !/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(ja[key] ?? ""),
    );
    expect(foreign.filter((key) => !NAMES_ONLY.has(key))).toEqual([]);
  });

  test("the voice: no exclamation marks, no stacked politeness", () => {
    expect(Object.values(en).filter((text) => text.includes("!"))).toEqual([]);
    expect(Object.values(ja).filter((text) => /[!！]|させていただ/.test(text))).toEqual([]);
  });
});

test("every error reason has a title and a body in both languages", () => {
  const source = readFileSync(new URL("../../domain/shared/errors.ts", import.meta.url), "utf8");
  const union = /export type ErrorReason =([^;]*);/.exec(source)?.[1] ?? "";
  const reasons = [...union.matchAll(/"(\w+)"/g)].map(([, reason]) => reason);
  expect(reasons).toContain("INTERNAL");
  for (const reason of reasons)
    for (const texts of [
      { ...errorsEn, ...reasonsEn },
      { ...errorsJa, ...reasonsJa },
    ] as Messages[]) {
      expect(texts[`error.${reason}.title`], reason).toBeTruthy();
      expect(texts[`error.${reason}.body`], reason).toBeTruthy();
    }
});
