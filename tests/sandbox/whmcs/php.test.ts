import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { PhpValue, Serialized } from "./php.ts";
import { isTruthy, parsePhpForm, readSerializedMap, unserialize } from "./php.ts";

function vectors<T>(name: string, schema: z.ZodType<T>): T[] {
  const file = new URL(`../../fixtures/whmcs/${name}`, import.meta.url);
  return z.array(schema).parse(JSON.parse(readFileSync(file, "utf8")));
}

function plain(value: Serialized | PhpValue): unknown {
  return value instanceof Map
    ? Object.fromEntries([...value].map(([key, entry]) => [key, plain(entry)]))
    : value;
}

const SerializeVector = z.object({
  name: z.string(),
  value: z.unknown(),
  serialized: z.string(),
  base64: z.string(),
});
const FormVector = z.object({
  name: z.string(),
  params: z.record(z.string(), z.unknown()),
  body: z.string(),
});

describe("unserialize", () => {
  it.each(vectors("_request.php-serialize-vectors.json", SerializeVector))(
    "$name",
    ({ value, serialized, base64 }) => {
      const read = unserialize(Buffer.from(serialized));
      expect(read && plain(read.value)).toEqual(value);
      const map = readSerializedMap(base64);
      expect(map && plain(map)).toEqual(value);
    },
  );

  it.each([
    ["lengths in characters", 'a:1:{i:2;s:3:"東京都";}'],
    ["text after the end", "a:0:{}x"],
    ["too few pairs", 'a:2:{i:1;s:1:"a";}'],
    ["an object", 'O:8:"stdClass":0:{}'],
    ["cut short", 'a:1:{i:1;s:5:"Ya'],
    ["a length past the end", 'a:1:{i:1;s:99:"a";}'],
  ])("drops the whole value: %s", (_, text) => {
    expect(unserialize(Buffer.from(text))).toBeNull();
    expect(readSerializedMap(Buffer.from(text).toString("base64"))).toBeNull();
  });

  it("does not take plain JSON or plain text for a map", () => {
    expect(readSerializedMap('{"198":"CN"}')).toBeNull();
    expect(readSerializedMap("")).toBeNull();
    expect(readSerializedMap(Buffer.from('s:1:"a";').toString("base64"))).toBeNull();
  });
});

describe("parsePhpForm", () => {
  it.each(vectors("_request.form-encoding-vectors.json", FormVector))("$name", ({ params, body }) => {
    const form = parsePhpForm(body);
    for (const [name, value] of Object.entries(params)) {
      if (value === null) {
        expect(form.has(name)).toBe(false);
        continue;
      }
      expect(plain(form.get(name) ?? "")).toEqual(asPhp(value));
    }
  });

  it("numbers empty brackets, nests, and lets later values win", () => {
    expect(plain(parsePhpForm("a[]=1&a[]=2&b[x][y]=3&c=4&c=5&d.e=6&f=%E6%9D%B1+%zz"))).toEqual({
      a: { 0: "1", 1: "2" },
      b: { x: { y: "3" } },
      c: "5",
      d_e: "6",
      f: "東".replace("東", "%E6%9D%B1 %zz"),
    });
  });
});

/** What PHP sees: texts, with booleans as 1 and 0. */
function asPhp(value: unknown): unknown {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asPhp(entry)]));
  return String(value);
}

it("takes the word false for true, as PHP does", () => {
  expect(["1", "false", "no", "00", " "].map(isTruthy)).toEqual([true, true, true, true, true]);
  expect(["", "0"].map(isTruthy)).toEqual([false, false]);
});
