import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { encodePhpArray, phpSerialize, type PhpValue } from "./php-serialize.ts";

const PhpValueSchema: z.ZodType<PhpValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.record(z.string(), PhpValueSchema)]),
);
const Vectors = z.array(
  z.object({
    name: z.string(),
    value: z.record(z.string(), PhpValueSchema),
    serialized: z.string(),
    base64: z.string(),
  }),
);
const file = new URL("../../tests/fixtures/whmcs/_request.php-serialize-vectors.json", import.meta.url);
const vectors = Vectors.parse(JSON.parse(readFileSync(file, "utf8")));

test.each(vectors)("$name", ({ value, serialized, base64 }) => {
  expect(phpSerialize(value)).toBe(serialized);
  expect(encodePhpArray(value)).toBe(base64);
});

test("only canonical decimal keys become integers", () => {
  expect(phpSerialize({ "02": "a", "-1": true, "0": false, "1.5": null })).toBe(
    'a:4:{i:0;b:0;s:2:"02";s:1:"a";i:-1;b:1;s:3:"1.5";N;}',
  );
});

test("a fraction is refused", () => {
  expect(() => phpSerialize({ 1: 1.5 })).toThrow(RangeError);
});
