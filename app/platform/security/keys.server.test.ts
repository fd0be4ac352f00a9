import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createKeys, hashText, isSameText, mac, randomText } from "./keys.server.ts";

/** Any UTF-16 text, control characters and halves of pairs among them. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

const [first, second] = ["the first secret of 32 characters.", "the other secret of 32 characters."] as const;

describe("createKeys", () => {
  const keys = createKeys([first, second]);

  test("the first secret signs, all are found by their id", () => {
    const [signing, verifying] = keys.all("access");
    expect(keys.all("access")).toHaveLength(2);
    expect(keys.signer("access")).toEqual(signing);
    expect(keys.find("access", verifying?.id ?? "")).toEqual(verifying?.key);
    expect(keys.find("access", "000000000000")).toBeNull();
    expect(keys.find("access", "")).toBeNull();
  });

  test("every purpose and every secret has a key of its own, 256 bits long, that does not tell the secret", () => {
    const made = ["access", "refresh", "csrf"].flatMap((purpose) => keys.all(purpose).map(({ key }) => key));
    expect(new Set(made.map((key) => key.toString("hex"))).size).toBe(6);
    for (const key of made) {
      expect(key).toHaveLength(32);
      expect(key.toString("latin1")).not.toContain(first.slice(0, 8));
    }
  });

  test("another process with the same secrets makes the same keys", () => {
    expect(createKeys([first, second]).all("csrf")).toEqual(keys.all("csrf"));
  });

  test("refuses to work without a secret", () => {
    expect(() => createKeys([])).toThrow(RangeError);
  });
});

test("texts are the same only when every byte is", () => {
  fc.assert(
    fc.property(anyText, anyText, (left, right) => {
      expect(isSameText(left, right)).toBe(Buffer.from(left).equals(Buffer.from(right)));
      expect(isSameText(left, left)).toBe(true);
    }),
  );
  expect(isSameText("é", "e")).toBe(false);
});

test("a MAC is 43 characters that can stand in a cookie, and depends on key and text", () => {
  const key = Buffer.alloc(32, 1);
  expect(mac(key, "text")).toMatch(/^[\w-]{43}$/);
  expect(mac(key, "text")).not.toBe(mac(key, "Text"));
  expect(mac(key, "text")).not.toBe(mac(Buffer.alloc(32, 2), "text"));
});

test("random texts do not repeat and have the length that cookies are checked for", () => {
  const made = new Set(Array.from({ length: 2000 }, () => randomText(16)));
  expect(made.size).toBe(2000);
  for (const text of made) expect(text).toMatch(/^[\w-]{22}$/);
  expect(randomText(18)).toMatch(/^[\w-]{24}$/);
});

test("a hash stands for a text and does not contain it", () => {
  expect(hashText("amelia@example.com")).toBe(hashText("amelia@example.com"));
  expect(hashText("amelia@example.com")).not.toBe(hashText("amelia@example.con"));
  expect(hashText("amelia@example.com")).toMatch(/^[\w-]{43}$/);
});
