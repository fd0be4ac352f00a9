import { describe, expect, test } from "vitest";
import { CalendarDateSchema } from "../shared/dates.ts";
import { isAdult } from "./birth-date.ts";
import { differsFromChecked, type CheckedIdentity } from "./identity-match.ts";

const date = (text: string) => CalendarDateSchema.parse(text);
const contact = {
  lastName: "Jones",
  firstName: "Amelia",
  birthDate: date("1991-04-12"),
  address: {
    postcode: "106-0044",
    prefecture: "東京都",
    city: "港区",
    street: "東麻布1-9-2",
    building: "麻布コート",
    room: "305",
    country: null,
  },
};
const nothing: CheckedIdentity = { name: null, address: null, birthDate: null };

describe("what a document says and what the customer's record says", () => {
  test.each<[Partial<CheckedIdentity>, string[]]>([
    [{}, []],
    [{ name: "Amelia Jones" }, []],
    [{ name: "ＪＯＮＥＳ, amelia" }, []],
    [{ name: "Amelia Johns" }, ["name"]],
    [{ name: "Jones" }, ["name"]],
    [{ name: "" }, ["name"]],
    [{ address: "東京都港区東麻布1-9-2" }, []],
    [{ address: "〒106-0044 東京都港区東麻布１丁目９番２号 麻布コート 305" }, []],
    [{ address: "東京都港区東麻布一丁目9番2号" }, []],
    [{ address: "東京都港区東麻布1-9-3" }, ["address"]],
    [{ address: "東京都港区東麻布1-9" }, ["address"]],
    [{ address: "東京都港区東麻布1-9-2 別館 101" }, ["address"]],
    [{ birthDate: date("1991-04-12") }, []],
    [{ birthDate: date("1991-12-04") }, ["birthDate"]],
    [
      { name: "Emi Newman", address: "大阪府大阪市北区梅田2-4-9", birthDate: date("1990-01-01") },
      ["name", "address", "birthDate"],
    ],
  ])("%j differs in %j", (checked, facts) => {
    expect(differsFromChecked({ ...nothing, ...checked }, contact)).toEqual(facts);
  });

  test("a Japanese name is the same with and without a space, and one name alone is one", () => {
    const hanako = { ...contact, lastName: "山田", firstName: "花子" };
    expect(differsFromChecked({ ...nothing, name: "山田花子" }, hanako)).toEqual([]);
    expect(differsFromChecked({ ...nothing, name: "山田　華子" }, hanako)).toEqual(["name"]);
    const single = { ...contact, lastName: "Suharto", firstName: null };
    expect(differsFromChecked({ ...nothing, name: "SUHARTO" }, single)).toEqual([]);
  });

  test("what the record lacks is compared with nothing", () => {
    const bare = { ...contact, birthDate: null, address: { ...contact.address, street: null } };
    const checked = { ...nothing, address: "東京都港区", birthDate: date("1990-01-01") };
    expect(differsFromChecked(checked, bare)).toEqual([]);
  });
});

test.each([
  ["2008-12-01", "2026-12-01", true],
  ["2008-12-02", "2026-12-01", false],
  ["2008-02-29", "2026-02-28", false],
  ["2008-02-29", "2026-03-01", true],
  ["1950-01-01", "2026-12-01", true],
])("who was born on %s is of age on %s: %s", (born, day, is) => {
  expect(isAdult(date(born), date(day))).toBe(is);
});
