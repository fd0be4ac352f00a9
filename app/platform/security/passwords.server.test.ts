import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./passwords.server.ts";

const password = "rainy-harbour-lantern-42";

test("a hash is argon2id with 19 MiB, two passes and a salt of its own", async () => {
  const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22,}\$[^$]{43}$/);
  expect(one).not.toBe(other);
  expect(await verifyPassword(other, password)).toBe(true);
});

test("only the same password is right", async () => {
  const stored = await hashPassword(password);
  for (const wrong of [
    "",
    "Rainy-harbour-lantern-42",
    `${password} `,
    `${password}\u0000`,
    password.slice(0, -1),
  ])
    expect(await verifyPassword(stored, wrong)).toBe(false);
});

test("a long password counts to its last character", async () => {
  const long = "長い合言葉".repeat(200);
  const stored = await hashPassword(long);
  expect(await verifyPassword(stored, long)).toBe(true);
  expect(await verifyPassword(stored, `${long.slice(0, -1)}葵`)).toBe(false);
});

test.each([
  ["composed and decomposed letters", "パスワード-ガギグ-é", "パスワード-ガギグ-é".normalize("NFD")],
  ["full-width and plain letters", "ｒａｉｎｙ－４２", "rainy-42"],
  ["half-width and full-width kana", "ﾊﾟｽﾜｰﾄﾞ", "パスワード"],
])("%s are one password", async (_, typed, typedElsewhere) => {
  expect(typed).not.toBe(typedElsewhere);
  expect(await verifyPassword(await hashPassword(typed), typedElsewhere)).toBe(true);
});

test("where there is no user the answer is no, after the work of a comparison", async () => {
  const stored = await hashPassword(password);
  const work = async (hash: string | null) => {
    const before = process.cpuUsage();
    for (let count = 0; count < 4; count += 1)
      expect(await verifyPassword(hash, "a wrong password")).toBe(false);
    return process.cpuUsage(before).user;
  };
  await work(null);
  const [known, unknown] = [await work(stored), await work(null)];
  expect(unknown).toBeGreaterThan(known / 3);
  expect(unknown).toBeLessThan(known * 3);
  expect(await verifyPassword(null, "no user has this password")).toBe(false);
});
