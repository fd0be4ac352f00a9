import { expect, test } from "vitest";
import { lowerKeys, optional, wireMsisdn, wireToken } from "./freebit-wire.ts";

test.each([4711, "4711", 900_000_123, "0900000123"])("%j is no number of a line", (value) => {
  expect(wireMsisdn.safeParse(value).success).toBe(false);
});

test("one lost zero is put back, no more; digits that were lost are a fault", () => {
  expect(wireMsisdn.parse(9_000_008_003)).toBe("09000008003");
  expect(wireToken.safeParse(Number("202612010000000123")).success).toBe(false);
});

test.each([[[]], [{}], [""], [null], [undefined]])("%j is nothing", (value) => {
  expect(optional(wireToken).parse(value)).toBeNull();
});

test("the spelling of the field table wins, whatever the order", () => {
  const published = new Set(["voicemail"]);
  for (const value of [
    { voicemail: "20", voiceMail: "10" },
    { voiceMail: "10", voicemail: "20" },
  ])
    expect(lowerKeys(value, published)).toEqual({ voicemail: "20" });
});
