import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  CalendarDateSchema,
  CalendarMonthSchema,
  daysBetween,
  formatDate,
  formatInstant,
  formatLongDate,
  formatMonth,
  monthBounds,
  monthOf,
  tokyoDate,
  tokyoTime,
  type CalendarDate,
  type CalendarMonth,
} from "./dates.ts";

const day = (text: string) => text as CalendarDate;
const month = (text: string) => text as CalendarMonth;

const anyInstant = fc.date({
  min: new Date("1990-01-01T00:00:00Z"),
  max: new Date("2100-01-01T00:00:00Z"),
  noInvalidDate: true,
});
const anyDay = anyInstant.map((date) => date.toISOString().slice(0, 10) as CalendarDate);
const anyMonth = anyDay.map(monthOf);

const zoneBefore = process.env.TZ;
afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

describe("the day in Tokyo (JP-DT-1)", () => {
  test.each([
    ["2026-11-30T15:00:00Z", "2026-12-01", "00:00"],
    ["2026-11-30T14:59:59.999Z", "2026-11-30", "23:59"],
    ["2026-12-31T15:00:00Z", "2027-01-01", "00:00"],
    ["2028-02-28T15:00:00Z", "2028-02-29", "00:00"],
    ["2026-11-23T05:05:00Z", "2026-11-23", "14:05"],
    ["2026-07-01T00:00:00Z", "2026-07-01", "09:00"],
  ])("%s is %s %s, wherever the server stands", (instant, date, time) => {
    for (const zone of ["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"]) {
      process.env.TZ = zone;
      expect(tokyoDate(new Date(instant))).toBe(date);
      expect(tokyoTime(new Date(instant))).toBe(time);
    }
  });

  test("agrees with the time zone's own rules", () => {
    const tokyo = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Asia/Tokyo",
      dateStyle: "short",
      timeStyle: "short",
    });
    fc.assert(
      fc.property(anyInstant, (instant) => {
        expect(`${tokyoDate(instant)} ${tokyoTime(instant)}`).toBe(tokyo.format(instant));
      }),
    );
  });
});

describe("counting", () => {
  test.each([
    ["2026-11-30", 1, "2026-12-01"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2027-02-28", 1, "2027-03-01"],
    ["2026-03-01", -1, "2026-02-28"],
    ["2026-11-23", 0, "2026-11-23"],
  ])("%s and %i days is %s", (from, days, to) => {
    expect(addDays(day(from), days)).toBe(to);
  });

  test("days added are days between", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        const to = addDays(from, days);
        expect(CalendarDateSchema.safeParse(to).success).toBe(true);
        expect(daysBetween(from, to)).toBe(days);
        expect(addDays(to, -days)).toBe(from);
        expect(Math.sign(days)).toBe(to > from ? 1 : to < from ? -1 : 0);
      }),
    );
  });

  test.each([
    ["2026-11", 1, "2026-12"],
    ["2026-12", 1, "2027-01"],
    ["2026-01", -1, "2025-12"],
    ["2026-11", -24, "2024-11"],
    ["2026-11", 0, "2026-11"],
  ])("%s and %i months is %s", (from, months, to) => {
    expect(addMonths(month(from), months)).toBe(to);
  });

  test("months can be added in steps and taken back", () => {
    const steps = fc.integer({ min: -300, max: 300 });
    fc.assert(
      fc.property(anyMonth, steps, steps, (from, one, other) => {
        const to = addMonths(from, one);
        expect(CalendarMonthSchema.safeParse(to).success).toBe(true);
        expect(addMonths(to, other)).toBe(addMonths(from, one + other));
        expect(addMonths(to, -one)).toBe(from);
      }),
    );
  });

  test.each([
    ["2026-11", "2026-11-01", "2026-11-30"],
    ["2026-12", "2026-12-01", "2026-12-31"],
    ["2028-02", "2028-02-01", "2028-02-29"],
    ["2027-02", "2027-02-01", "2027-02-28"],
  ])("%s is from %s to %s", (of, first, last) => {
    expect(monthBounds(month(of))).toEqual({ first, last });
  });

  test("every day lies within its month, and the next one begins after its last", () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const { first, last } = monthBounds(monthOf(date));
        expect(first <= date && date <= last).toBe(true);
        expect(monthOf(addDays(last, 1))).toBe(addMonths(monthOf(date), 1));
      }),
    );
  });
});

describe("what people read (JP-DT-2)", () => {
  test("days and months", () => {
    expect(formatDate(day("2026-11-23"), "en")).toBe("23 Nov 2026");
    expect(formatDate(day("2026-11-23"), "ja")).toBe("2026年11月23日");
    expect(formatDate(day("2026-09-01"), "en")).toBe("1 Sep 2026");
    expect(formatLongDate(day("2026-11-30"), "en")).toBe("Monday 30 November 2026");
    expect(formatLongDate(day("2026-11-23"), "ja")).toBe("2026年11月23日(月)");
    expect(formatMonth(month("2026-11"), "en")).toBe("November 2026");
    expect(formatMonth(month("2026-11"), "ja")).toBe("2026年11月");
  });

  test("a day is the same day in every zone", () => {
    for (const zone of ["America/New_York", "Pacific/Kiritimati"]) {
      process.env.TZ = zone;
      expect(formatDate(day("2026-01-01"), "en")).toBe("1 Jan 2026");
    }
  });

  const now = new Date("2026-11-23T05:05:00Z");
  test.each([
    ["2026-11-23T05:05:00Z", "14:05 JST", "14:05"],
    ["2026-11-22T15:00:00Z", "00:00 JST", "00:00"],
    ["2026-11-22T14:59:00Z", "23:59 JST, 22 Nov 2026", "2026年11月22日 23:59"],
    ["2026-11-23T15:00:00Z", "00:00 JST, 24 Nov 2026", "2026年11月24日 00:00"],
  ])("%s, when now is 14:05 on 23 November", (instant, english, japanese) => {
    expect(formatInstant(new Date(instant), "en", now)).toBe(english);
    expect(formatInstant(new Date(instant), "ja", now)).toBe(japanese);
  });
});

describe("parsing", () => {
  test.each(["2026-11-23", "2028-02-29"])("%s is a day", (text) => {
    expect(CalendarDateSchema.parse(text)).toBe(text);
  });
  test.each(["2027-02-29", "2026-11-31", "2026-13-01", "2026-1-1", "2026-11-23T00:00:00Z", "23/11/2026", ""])(
    "%s is none",
    (text) => {
      expect(CalendarDateSchema.safeParse(text).success).toBe(false);
    },
  );
  test.each(["2026-01", "2026-12", "1999-10"])("%s is a month", (text) => {
    expect(CalendarMonthSchema.parse(text)).toBe(text);
  });
  test.each(["2026-00", "2026-13", "2026-1", "26-01", "2026-11-01", "0000-01", "0999-12", "", "２０２６-01"])(
    "%s is none, or no month that counting can start from",
    (text) => {
      expect(CalendarMonthSchema.safeParse(text).success).toBe(false);
    },
  );
});
