import fc from "fast-check";
import { expect, test } from "vitest";
import { personFormSchema } from "../auth/get-started-forms.ts";
import { holderFormSchema } from "../orders/forms.ts";
import { LineHolderSchema } from "../orders/schema.ts";
import { CalendarDateSchema } from "../shared/dates.ts";
import { SubscriberSchema } from "../sim/subscriber.ts";
import { ContactDetailsSchema } from "./customer.ts";
import { readPhone } from "./phone.ts";
import { ContactFormSchema } from "./profile-forms.ts";

const today = CalendarDateSchema.parse("2026-12-01");
const signs =
  "aZ éÉđŁøÆßıŋə'’.-ー－･・ｶﾞァアがか\u3099\u309B々山𠮷髙\uFA19\u{E0100}\uFE0F\u200B\u200D\u202E\u3164　";
const odd = "゛ヽゞ김Ж:1👩";
const unit = fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...signs) }, fc.constantFrom(...odd));
const text = fc.string({ unit, maxLength: 45 });
const kana = fc.oneof(
  fc.constant(""),
  fc.string({ unit: fc.constantFrom(..."アガがｶｰー－-ヾゞ・\u200B "), maxLength: 45 }),
);
const phone = fc.string({ unit: fc.constantFrom(..."0123456789０９-－()+ \u202D"), maxLength: 20 });
const typed = fc.record({
  lastName: text,
  firstName: text,
  oneName: fc.boolean(),
  lastNameKana: kana,
  firstNameKana: kana,
  phone: fc.oneof(phone, fc.constantFrom("090-1234-5678", "+44 (0)20 7946 0958")),
});
const rest = { birthYear: "1991", birthMonth: "4", birthDay: "12", gender: "female" };

const form = personFormSchema(today);
const holderForm = holderFormSchema(today);

test("what the registration takes is taken unchanged by every later step", () => {
  let taken = 0;
  fc.assert(
    fc.property(typed, (fields) => {
      const registered = form.safeParse({ ...rest, ...fields });
      if (!registered.success) return;
      taken += 1;
      const { lastName, firstName, lastNameKana, firstNameKana } = registered.data;
      const { data: person } = registered;

      // The same again, from what is stored: nothing is lost or changed on the way.
      const oneName = firstName === "";
      const stored = { ...rest, lastName, firstName, phone: person.phone, oneName };
      expect(form.parse(stored)).toMatchObject({ lastName, firstName, phone: person.phone });
      expect(`${lastName}${firstName}`).not.toMatch(
        /(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u,
      );

      // The customer system.
      const contact = { ...person, firstName: firstName || null, email: "a@example.com", nationality: null };
      ContactDetailsSchema.parse({ ...contact, address: null });

      // The profile.
      const idempotencyKey = "7b3c1f5e-6d0a-4c55-9a51-0a4f2d6c1b11";
      const profile = { idempotencyKey, phone: person.phone, lastNameKana: lastNameKana ?? "" };
      expect(ContactFormSchema.parse({ ...profile, firstNameKana: firstNameKana ?? "" })).toMatchObject({
        phone: readPhone(person.phone),
        lastNameKana,
        firstNameKana,
      });

      // The order, and the mobile network, once there is a reading.
      const readings = {
        lastNameKana: lastNameKana ?? "アイ",
        firstNameKana: oneName ? "" : (firstNameKana ?? "ウエ"),
      };
      const holder = holderForm.parse({ ...rest, ...stored, ...readings });
      expect(holder).toMatchObject({ lastName, firstName, ...readings });
      LineHolderSchema.parse(holder);
      SubscriberSchema.parse({ kind: "person", ...holder });
      SubscriberSchema.parse({ kind: "person", ...person, ...readings, firstName: firstName || null });
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(50);
});
