import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../shared/dates.ts";
import { SimCardIdSchema } from "../shared/salesforce-ids.ts";
import type { Contact } from "../users/customer.ts";
import type { SimOrder } from "./schema.ts";
import { isOwnNumber, isReservationOver, toOrderedLine, toSubscriber } from "./sim-line.ts";

const eid = "89049032000000000000000000100752";
const simCardId = SimCardIdSchema.parse("a005h0000000101AAA");
const porting: SimOrder["porting"] = {
  reservationNumber: "1112345678",
  expiresOn: "2026-12-04" as CalendarDate,
  phoneNumber: "09000007008",
  lastName: "𠮷田",
  firstName: "健二",
  lastNameKana: "ヨシダ",
  firstNameKana: "ケンジ",
  gender: "male" as const,
  birthDate: "1988-03-12" as CalendarDate,
};
const nobody: SimOrder["porting"] = {
  reservationNumber: null,
  expiresOn: null,
  phoneNumber: null,
  lastName: null,
  firstName: null,
  lastNameKana: null,
  firstNameKana: null,
  gender: null,
  birthDate: null,
};
const sim = (change: Partial<SimOrder> = {}): SimOrder => ({
  simType: "esim" as const,
  eid,
  hasVoiceMail: false,
  hasCallWaiting: false,
  simCardId: null,
  phoneNumber: null,
  isPorting: false,
  porting: change.isPorting === true ? porting : nobody,
  ...change,
});
const reservation = { number: "1112345678", expiresOn: "2026-12-04" };

describe("what an order asks the network for", () => {
  test.each<[string, Partial<SimOrder>, object]>([
    ["an eSIM with a new number", {}, { form: "esim", eid, porting: null }],
    [
      "an eSIM for a number that comes along",
      { isPorting: true },
      { form: "esim", eid, porting: { msisdn: "09000007008", reservation } },
    ],
    [
      "a card with its number",
      { simType: "physical", simCardId },
      { form: "card", simCardId, porting: null },
    ],
    [
      "a card for a number that comes along",
      { simType: "physical", simCardId, isPorting: true },
      { form: "card", simCardId, porting: { msisdn: "09000007008", reservation } },
    ],
    [
      "without a last day of the reservation",
      { isPorting: true, porting: { ...porting, expiresOn: null } },
      { porting: { reservation: { number: "1112345678", expiresOn: null } } },
    ],
  ])("%s", (_, change, value) => {
    expect(toOrderedLine(sim(change))).toMatchObject({ ok: true, value });
  });

  test.each<[Partial<SimOrder>, string[]]>([
    [{ simType: null }, ["simType"]],
    [{ simType: "unknown" }, ["simType"]],
    [{ eid: null }, ["eid"]],
    [{ eid: "890490320000000000000000001007" }, ["eid"]],
    [{ simType: "physical" }, ["simCardId"]],
    [{ isPorting: true, porting: { ...porting, reservationNumber: null } }, ["reservationNumber"]],
    [{ isPorting: true, porting: { ...porting, phoneNumber: "0900" } }, ["portingNumber"]],
    [
      { isPorting: true, eid: null, porting: { ...porting, reservationNumber: "", phoneNumber: null } },
      ["reservationNumber", "portingNumber", "eid"],
    ],
  ])("%j lacks %j", (change, missing) => {
    expect(toOrderedLine(sim(change))).toEqual({ ok: false, missing });
  });
});

test.each([
  [true, "2026-12-04", false],
  [true, "2026-12-05", true],
  [false, "2026-12-05", false],
])("a reservation until 4 December (moved: %s) on %s is over: %s", (isPorting, day, isOver) => {
  expect(isReservationOver(sim({ isPorting, porting }), day as CalendarDate)).toBe(isOver);
});

describe("whose number comes along (JP-ID-1, JP-MN-4)", () => {
  const contact = { lastName: "Waits", firstName: "Wren", birthDate: "1996-02-29" } as Contact;
  const own = { ...porting, lastName: "Ｗａｉｔｓ", firstName: "WREN", birthDate: contact.birthDate };

  test.each<[string, Partial<SimOrder["porting"]>, boolean]>([
    ["the same person, in other letters", {}, true],
    ["another first name", { firstName: "Robin" }, false],
    ["another birthday", { birthDate: "1996-02-28" as CalendarDate }, false],
    ["no birthday", { birthDate: null }, false],
    ["a company, which staff compares", { gender: "company", firstName: null, birthDate: null }, true],
  ])("%s", (_, change, isOwn) => {
    const order = sim({ isPorting: true, porting: { ...own, ...change } });
    expect(isOwnNumber(order, contact)).toBe(isOwn);
    // Of a new number nothing has to be compared.
    expect(isOwnNumber({ ...order, isPorting: false }, contact)).toBe(true);
  });

  test("a contact without a birthday is nobody's equal", () => {
    const order = sim({ isPorting: true, porting: { ...own, birthDate: null } });
    expect(isOwnNumber(order, { ...contact, birthDate: null })).toBe(false);
  });
});

describe("whom the line belongs to", () => {
  const contact = {
    lastName: "Waits",
    firstName: "Wren",
    lastNameKana: "ウェイツ",
    firstNameKana: "レン",
    gender: "female",
    birthDate: "1996-02-29",
  } as Contact;

  test("as the contact has it, or as the transfer says", () => {
    expect(toSubscriber(sim(), contact)).toMatchObject({ ok: true, value: { lastName: "Waits" } });
    expect(toSubscriber(sim({ isPorting: true }), contact)).toMatchObject({
      ok: true,
      value: { kind: "person", lastName: "𠮷田", gender: "male" },
    });
  });

  test("a company has a name and a reading, and nothing else", () => {
    const company = { ...porting, gender: "company" as const, firstName: null, birthDate: null };
    expect(toSubscriber(sim({ isPorting: true, porting: company }), contact)).toEqual({
      ok: true,
      value: { kind: "company", name: "𠮷田", nameKana: "ヨシダ" },
    });
  });

  test.each<[Partial<Contact>, string[]]>([
    [{ gender: null }, ["gender"]],
    [{ birthDate: null, firstNameKana: null }, ["firstNameKana", "birthDate"]],
    [{ lastNameKana: "Waits" }, ["lastNameKana"]],
  ])("%j lacks %j", (change, missing) => {
    expect(toSubscriber(sim(), { ...contact, ...change })).toEqual({ ok: false, missing });
  });

  const names = { lastName: "Nowak", firstName: "Lukasz" };
  const readings = { lastNameKana: "ノヴァク", firstNameKana: "ウカシュ" };
  const holder = { ...nobody, ...names, ...readings, gender: "male" as const, birthDate: contact.birthDate };
  test.each<[string, Partial<Contact>, object]>([
    ["a name that the network cannot write", { firstName: "Лукаш" }, { ...contact, ...names }],
    [
      "one name, of which nobody knew the reading",
      { firstName: null, lastNameKana: null, firstNameKana: null },
      { ...contact, ...names, ...readings },
    ],
    ["a reading in Latin letters", { firstNameKana: "Wren" }, { ...contact, ...readings }],
    ["nothing that the network could not take", {}, contact],
  ])("as typed for the order, where the contact has %s", (_, change, expected) => {
    const { lastName, firstName, lastNameKana, firstNameKana, gender, birthDate } = expected as Contact;
    expect(toSubscriber(sim({ porting: holder }), { ...contact, ...change })).toEqual({
      ok: true,
      value: { kind: "person", lastName, firstName, lastNameKana, firstNameKana, gender, birthDate },
    });
  });
});
