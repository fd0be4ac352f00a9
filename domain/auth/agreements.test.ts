import { expect, test } from "vitest";
import { CalendarDateSchema } from "../shared/dates.ts";
import { OFFERS, TERMS, versionOn, type AgreementText } from "./agreements.ts";

const day = (text: string) => CalendarDateSchema.parse(text);

test("a new text holds from its day on, and no earlier", () => {
  const texts = [
    { version: "1", from: "2026-11-01" },
    { version: "2", from: "2027-04-01" },
  ] as const;
  expect(versionOn(texts, day("2026-10-31"))).toBe("1");
  expect(versionOn(texts, day("2027-03-31"))).toBe("1");
  expect(versionOn(texts, day("2027-04-01"))).toBe("2");
  expect(versionOn(texts, day("2030-01-01"))).toBe("2");
});

test.each([
  ["terms", TERMS],
  ["offers", OFFERS],
])("%s: days exist and come in their order, and no version comes twice", (_, texts) => {
  const days = texts.map(({ from }: AgreementText) => day(from));
  expect(days).toEqual(days.toSorted());
  expect(new Set(texts.map(({ version }) => version)).size).toBe(texts.length);
});
