import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFieldEncryption } from "./field-encryption.server.ts";

const first = { id: "2026-11", key: randomBytes(32) };
const second = { id: "2027-01", key: randomBytes(32) };
const place = "authenticators.secret user row";
const now = createFieldEncryption([first]);

describe("a sealed field", () => {
  test("opens to what it was, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (text, where) => {
        expect(now.open(now.seal(text, where), where)).toBe(text);
      }),
    );
  });

  test("says which key it has and never the same thing twice, nor what is in it", () => {
    const [one, two] = [now.seal("JBSWY3DPEHPK3PXP", place), now.seal("JBSWY3DPEHPK3PXP", place)];
    expect(one).toMatch(/^2026-11\.[\w-]+$/);
    expect(one).not.toBe(two);
    expect(Buffer.from(one.split(".")[1] ?? "", "base64url").toString()).not.toContain("JBSWY3DPEHPK3PXP");
  });

  test("does not open in another place", () => {
    expect(() => now.open(now.seal("secret", place), `${place}2`)).toThrow("belongs elsewhere");
  });

  test("does not open when any byte of it was changed, or the end cut off", () => {
    const [id = "", body = ""] = now.seal("secret", place).split(".");
    const bytes = Buffer.from(body, "base64url");
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => now.open(`${id}.${changed.toString("base64url")}`, place)).toThrow("was changed");
    }
    for (const rest of ["", body.slice(0, 10), body.slice(0, -2)])
      expect(() => now.open(`${id}.${rest}`, place)).toThrow("was changed");
  });

  test("is rubbish to a key that only has the same name", () => {
    const other = createFieldEncryption([{ id: first.id, key: second.key }]);
    expect(() => other.open(now.seal("secret", place), place)).toThrow("was changed");
  });
});

describe("a change of keys", () => {
  const both = createFieldEncryption([second, first]);

  test("opens what the old key has sealed and seals with the new one", () => {
    const old = now.seal("secret", place);
    expect(both.open(old, place)).toBe("secret");
    expect(both.seal("secret", place)).toMatch(/^2027-01\./);
    expect(both.keyId).toBe("2027-01");
  });

  test("names the key that is missing once it has been dropped", () => {
    const dropped = createFieldEncryption([second]);
    expect(() => dropped.open(now.seal("secret", place), place)).toThrow("not in ENCRYPTION_KEYS");
  });
});
