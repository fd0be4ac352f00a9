import { describe, expect, test } from "vitest";
import { z } from "zod";
import { InvoiceIdSchema } from "./ids.ts";
import { JPY, type CurrencyCode } from "./money.ts";
import {
  WireFault,
  readWire,
  toMoney,
  wireBoolean,
  wireDate,
  wireId,
  wireInteger,
  wireOptionalId,
  wireProse,
  wireRate,
  wireText,
  wireToken,
} from "./whmcs-wire.ts";

const usd = "USD" as CurrencyCode;

describe("numbers", () => {
  test.each([
    [7, 7],
    ["7", 7],
    [" 12 ", 12],
    ["0", 0],
    ["-3", -3],
    ["7858259149", 7858259149],
  ])("%j is %i", (sent, read) => expect(readWire(wireInteger, sent)).toBe(read));

  test.each(["", "1.5", 1.5, "1e3", "0x1f", "seven", "12345678901234567890", null, true, [1]])(
    "%j is no whole number",
    (sent) => expect(() => readWire(wireInteger, sent)).toThrow(WireFault),
  );

  test("an id is positive", () => {
    expect(readWire(wireId(InvoiceIdSchema), "5001")).toBe(5001);
    expect(() => readWire(wireId(InvoiceIdSchema), "0")).toThrow(WireFault);
  });

  test.each([undefined, null, "", 0, "0", "null"])("%j points nowhere", (sent) => {
    expect(readWire(z.object({ id: wireOptionalId(InvoiceIdSchema) }), { id: sent })).toEqual({ id: null });
    expect(readWire(z.object({ id: wireOptionalId(InvoiceIdSchema) }), {})).toEqual({ id: null });
  });
});

describe("booleans", () => {
  test.each([true, 1, "1", "true", "True", "on", "yes"])("%j is yes", (sent) =>
    expect(readWire(wireBoolean, sent)).toBe(true),
  );
  test.each([false, 0, "0", "", "false", "off", "no", null])("%j is no", (sent) =>
    expect(readWire(wireBoolean, sent)).toBe(false),
  );
  test.each(["maybe", 2, undefined])("%j is neither", (sent) =>
    expect(() => readWire(wireBoolean, sent)).toThrow(WireFault),
  );
});

describe("dates", () => {
  test.each([
    ["2025-09-01", "2025-09-01"],
    ["2025-08-03 11:20:45", "2025-08-03"],
    ["2024-02-29", "2024-02-29"],
  ])("%s is %s", (sent, read) => expect(readWire(wireDate, sent)).toBe(read));

  test.each(["0000-00-00", "0000-00-00 00:00:00", "-0001-11-30 00:00:00", "", null, "null"])(
    "%j is no date",
    (sent) => expect(readWire(wireDate, sent)).toBeNull(),
  );

  test.each(["2025-02-30", "17/05/2025", "tomorrow", 20250901, "2026-12-01T25:00:00Z"])(
    "%j is a fault",
    (sent) => expect(() => readWire(wireDate, sent)).toThrow(WireFault),
  );
});

describe("text", () => {
  test("display text is decoded once; tokens are not", () => {
    expect(readWire(wireText, " Tom &amp;amp; Ann ")).toBe("Tom &amp; Ann");
    expect(readWire(wireToken, "a&amp;b ")).toBe("a&amp;b ");
    expect(readWire(wireText, null)).toBe("");
    expect(readWire(wireText, 1000005)).toBe("1000005");
  });

  test("breaks become line ends, other markup stays text", () => {
    expect(readWire(wireProse, "10GB &amp; 音声<br />\r\n国内<br>限定 <b>x</b>\r\n\r\n")).toBe(
      "10GB & 音声\n国内\n限定 <b>x</b>",
    );
    expect(readWire(wireProse, "a&lt;br /&gt;b")).toBe("a<br />b");
  });

  test.each([
    ["10.000", "10"],
    ["0.000", "0"],
    ["8.00", "8"],
    ["10.50", "10.5"],
    [10, "10"],
    ["100", "100"],
  ])("rate %j is %s", (sent, read) => expect(readWire(wireRate, sent)).toBe(read));
});

describe("money", () => {
  test("is exact", () => {
    expect(toMoney("3300.00", JPY, "total")).toEqual({ currency: "JPY", minor: 3300 });
    expect(toMoney(-5, usd, "total")).toEqual({ currency: "USD", minor: -500 });
    expect(toMoney("19.99", usd, "total").minor).toBe(1999);
  });

  test.each(["1980.50", "¥3,300 JPY", "1,000.00", ""])("%j are no yen", (sent) => {
    expect(() => toMoney(sent, JPY, "total")).toThrow("total: not an amount of JPY");
  });
});

test("a fault names the field and never the value", () => {
  const read = () => readWire(z.object({ a: z.object({ b: wireInteger }) }), { a: { b: "hunter2" } }, "top");
  expect(read).toThrow(WireFault);
  expect(read).toThrow("top.a.b");
  expect(read).not.toThrow("hunter2");
});
