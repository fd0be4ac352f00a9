import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertAuthenticator, listAuthenticatorSecrets } from "#db/repositories/authenticators.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { createFieldEncryption } from "~/platform/store/field-encryption.server.ts";
import { START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { secretPlace } from "./authenticator-code.server.ts";
import { resealSecrets } from "./reseal-secrets.server.ts";

const amelia = seedUserId(1001);
const old = { id: "old", key: randomBytes(32) };
const next = { id: "next", key: randomBytes(32) };
const lost = { id: "lost", key: randomBytes(32) };
const APP = "00000000-0000-4000-8000-00000000a001";
const ORPHAN = "00000000-0000-4000-8000-00000000a002";

let bench: TestDeps;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());

test("a new first key takes over every secret that a listed key opens, and leaves the others alone", async () => {
  const deps = bench.freshDeps();
  await asSystem(bench.database, async (tx) => {
    for (const [id, key] of [
      [APP, old],
      [ORPHAN, lost],
    ] as const) {
      const secret = createFieldEncryption([key]).seal(`secret of ${key.id}`, secretPlace(amelia, id));
      const app = { id, userId: amelia, name: "Phone", secret, keyId: key.id, lastStep: 0 };
      await insertAuthenticator(tx, { ...app, now: START });
    }
  });

  const encryption = createFieldEncryption([next, old]);
  expect(await resealSecrets({ ...deps, encryption })).toBe(1);
  expect(await resealSecrets({ ...deps, encryption })).toBe(0);
  const rows = await asSystem(bench.database, (tx) => listAuthenticatorSecrets(tx, amelia));
  expect(rows.map(({ id, keyId }) => [id, keyId]).toSorted()).toEqual([
    [APP, "next"],
    [ORPHAN, "lost"],
  ]);
  const sealed = rows.find(({ id }) => id === APP)?.secret ?? "";
  const afterwards = createFieldEncryption([next]);
  expect(afterwards.open(sealed, secretPlace(amelia, APP))).toBe("secret of old");
});
