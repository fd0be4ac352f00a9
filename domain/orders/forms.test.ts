import { describe, expect, test } from "vitest";
import type { z } from "zod";
import type { CalendarDate } from "../shared/dates.ts";
import {
  CardFormSchema,
  holderFormSchema,
  internetAddonsFormSchema,
  InternetPlanFormSchema,
  PlanFormSchema,
  startFormSchema,
  transferFormSchema,
} from "./forms.ts";

const today = "2026-11-23" as CalendarDate;

function read(schema: z.ZodType, form: unknown) {
  const { success, data, error } = schema.safeParse(form);
  if (success) return data;
  return Object.fromEntries(error.issues.map(({ path, message }) => [path.join("."), message]));
}

test("a plan has to be chosen", () => {
  for (const planSku of [undefined, "", "x".repeat(65)])
    expect(read(PlanFormSchema, { planSku })).toEqual({ planSku: "configure.fault.plan" });
  expect(read(InternetPlanFormSchema, { planSku: "A", accessMode: "modem" })).toEqual({
    accessMode: "configure.fault.accessMode",
  });
});

describe("add-ons with the day wished for an installation", () => {
  const weekend = "INTERNET-INSTALL-WEEKEND";
  const wish = (wishYear: string, wishMonth: string, wishDay: string, addonSkus: string[] = []) =>
    read(internetAddonsFormSchema(today), { addonSkus, wishYear, wishMonth, wishDay });

  test("none is the first that there is", () => {
    expect(wish("", "", "")).toEqual({ addonSkus: [], wishedOn: null });
  });
  test("a weekday, and a Saturday with its add-on", () => {
    expect(wish("2026", "12", "10")).toEqual({ addonSkus: [], wishedOn: "2026-12-10" });
    expect(wish("2026", "12", "12", [weekend])).toEqual({ addonSkus: [weekend], wishedOn: "2026-12-12" });
  });
  test.each([
    ["2026", "12", "12", "weekend"],
    ["2026", "12", "13", "weekend"],
    ["2026", "11", "23", "startDay"],
    ["2027", "3", "1", "startDay"],
    ["2026", "12", "", "date"],
    ["2026", "2", "30", "date"],
  ])("%s-%s-%s is refused: %s", (year, month, day, fault) => {
    expect(wish(year, month, day)).toEqual({ wishYear: `configure.fault.${fault}` });
  });
});

describe("the EID", () => {
  const eid = "89049032000000000000000000100170";
  test.each([
    [eid],
    ["8904 9032 0000 0000 0000 0000 0010 0170"],
    ["8904-9032-0000-0000-0000-0000-0010-0170"],
    ["８９０４９０３２００００００００００００００００００１００１７０"],
    [" 8904‐9032ー00000000–000000000010−0170\n"],
  ])("%s", (typed) => {
    expect(read(CardFormSchema, { simType: "esim", eid: typed })).toEqual({ eid });
  });

  test.each([
    ["", "Missing"],
    [undefined, "Missing"],
    ["  ", "Missing"],
    ["8904903200000000000000000010017O", "Letters"],
    ["35-209900-176148-1", "Length"],
    [`${eid}0`, "Length"],
    ["89049032000000000000000000100171", "Digits"],
    ["98049032000000000000000000100170", "Digits"],
  ])("%s is none", (typed, fault) => {
    expect(read(CardFormSchema, { simType: "esim", eid: typed })).toEqual({
      eid: `configure.fault.eid${fault}`,
    });
  });

  test("means nothing beside a card", () => {
    expect(read(CardFormSchema, { simType: "physical", eid: "rubbish" })).toEqual({ eid: null });
    expect(read(CardFormSchema, { eid })).toEqual({ simType: "configure.fault.simType" });
  });
});

describe("the start", () => {
  const on = (year: string, month: string, dayOfMonth: string) =>
    read(startFormSchema(today), {
      start: "scheduled",
      startYear: year,
      startMonth: month,
      startDay: dayOfMonth,
    });

  test("as soon as possible, whatever the date says", () => {
    expect(read(startFormSchema(today), { start: "immediate", startYear: "rubbish" })).toEqual({ on: null });
  });
  test("on a day, in any width", () => {
    expect(on("２０２６", "12", "１")).toEqual({ on: "2026-12-01" });
  });
  test.each([
    ["2026", "11", "23", "startDay"],
    ["2020", "1", "1", "startDay"],
    ["2027", "2", "22", "startDay"],
    ["2026", "2", "30", "date"],
    ["", "", "", "date"],
  ])("%s-%s-%s is refused", (year, month, dayOfMonth, fault) => {
    expect(on(year, month, dayOfMonth)).toEqual({ startYear: `configure.fault.${fault}` });
  });
  test("has to be chosen", () => {
    expect(read(startFormSchema(today), {})).toEqual({ start: "configure.fault.start" });
  });
});

const person = {
  lastName: "髙橋",
  firstName: "花子",
  lastNameKana: "たかはし",
  firstNameKana: "ﾊﾅｺ",
  birthEra: "heisei",
  birthYear: "2",
  birthMonth: "1",
  birthDay: "15",
  gender: "female",
};

describe("the holder", () => {
  test("is read as the mobile network takes it, with the name as it is written", () => {
    expect(read(holderFormSchema(today), person)).toEqual({
      lastName: "髙橋",
      firstName: "花子",
      lastNameKana: "タカハシ",
      firstNameKana: "ハナコ",
      gender: "female",
      birthDate: "1990-01-15",
    });
  });

  test.each([
    [{ lastName: " " }, "lastName", "lastName"],
    [{ firstName: "花".repeat(41) }, "firstName", "nameLong"],
    [{ lastName: "a".repeat(60) }, "lastName", "nameLong"],
    [{ firstName: "👩‍👩‍👧‍👦" }, "firstName", "nameSigns"],
    [{ firstName: "Юлия" }, "firstName", "nameSigns"],
    [{ lastNameKana: "Takahashi" }, "lastNameKana", "kana"],
    [{ firstNameKana: "" }, "firstNameKana", "kana"],
    [{ gender: "company" }, "gender", "gender"],
    [{ birthEra: "showa", birthYear: "64", birthMonth: "1", birthDay: "8" }, "birthYear", "date"],
    [{ birthEra: "western", birthYear: "2030" }, "birthYear", "birthDate"],
    [{ birthEra: "western", birthYear: "1890" }, "birthYear", "birthDate"],
  ])("%j is refused", (change, field, fault) => {
    expect(read(holderFormSchema(today), { ...person, ...change })).toEqual({
      [field]: `configure.fault.${fault}`,
    });
  });

  test("loses marks that turn the reading direction", () => {
    const name = { ...person, lastName: "Carter\u202E", firstName: "Amelia\nJane" };
    expect(read(holderFormSchema(today), name)).toMatchObject({
      lastName: "Carter",
      firstName: "Amelia Jane",
    });
  });
});

describe("a transfer", () => {
  const form = {
    reservationNumber: "11-234-56789",
    expiresYear: "2026",
    expiresMonth: "12",
    expiresDay: "5",
    phoneNumber: "090-0000-5678",
    ...person,
  };
  const schema = transferFormSchema({ today, startsOn: null, isEsim: false });

  test("is read without hyphens", () => {
    expect(read(schema, form)).toMatchObject({
      reservationNumber: "1123456789",
      expiresOn: "2026-12-05",
      phoneNumber: "09000005678",
      lastNameKana: "タカハシ",
      gender: "female",
    });
    const wide = {
      ...form,
      reservationNumber: "１１ ２３４ ５６７８９",
      phoneNumber: "＋８１ ９０ ０００0 5678",
    };
    expect(read(schema, wide)).toMatchObject({
      reservationNumber: "1123456789",
      phoneNumber: "09000005678",
    });
  });

  test.each([
    [{ reservationNumber: "090-1234-5678" }, "reservationNumber", "elevenDigits"],
    [{ reservationNumber: "123456789" }, "reservationNumber", "reservation"],
    [{ reservationNumber: "11-234-5678A" }, "reservationNumber", "reservation"],
    [{ expiresDay: "2" }, "expiresYear", "expiry.tooSoonPhysical"],
    [{ expiresDay: "8" }, "expiresYear", "expiry.tooFar"],
    [{ expiresMonth: "11" }, "expiresYear", "expiry.over"],
    [{ expiresDay: "32" }, "expiresYear", "date"],
    [{ phoneNumber: "03-0000-1001" }, "phoneNumber", "portedNumber"],
    [{ phoneNumber: "050-1234-5678" }, "phoneNumber", "portedNumber"],
    [{ phoneNumber: "090-1234-567" }, "phoneNumber", "portedNumber"],
    [{ gender: undefined }, "gender", "portingGender"],
  ])("%j is refused", (change, field, fault) => {
    expect(read(schema, { ...form, ...change })).toEqual({ [field]: `configure.fault.${fault}` });
  });

  test("may belong to a company", () => {
    expect(read(schema, { ...form, gender: "company" })).toMatchObject({ gender: "company" });
  });

  test("names all faults at once", () => {
    expect(Object.keys(read(schema, { gender: "female" }) as object).sort()).toEqual([
      "birthYear",
      "expiresYear",
      "firstName",
      "firstNameKana",
      "lastName",
      "lastNameKana",
      "phoneNumber",
      "reservationNumber",
    ]);
  });
});
