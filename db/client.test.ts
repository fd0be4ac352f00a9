import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "./client.server.ts";
import { lockFolder } from "./folder-lock.server.ts";
import { readMigrations } from "./migrate.server.ts";
import { findUserByEmail } from "./repositories/users.server.ts";
import { asSystem } from "./row-security.server.ts";
import { seedDemo } from "./seed.server.ts";
import { openTestDatabase } from "./testing.server.ts";

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const now = new Date("2026-11-23T00:00:00Z");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portal-db-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockFile = () => join(folder, "portal.lock");

describe("the lock of a data folder", () => {
  test("names the process that holds it, and goes with release", () => {
    const release = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`in use by process ${process.pid}`);
    release();
    lockFolder(folder)();
  });

  test("holds against another living process and is taken over once that is killed", async () => {
    const module = JSON.stringify(new URL("./folder-lock.server.ts", import.meta.url).href);
    const script = `const { lockFolder } = await import(${module}); lockFolder(process.argv[1]); console.log("held"); setInterval(() => 0, 1000);`;
    const child = spawn("node_modules/.bin/node", ["--input-type=module", "-e", script, folder]);
    await once(child.stdout, "data");
    expect(() => lockFolder(folder)).toThrow(`in use by process ${child.pid}`);
    child.kill("SIGKILL");
    await once(child, "exit");
    lockFolder(folder)();
  });

  test("is taken over when its process id belongs to another process by now", () => {
    lockFolder(folder);
    const held = JSON.parse(readFileSync(lockFile(), "utf8")) as Record<string, unknown>;
    writeFileSync(lockFile(), JSON.stringify({ ...held, processStart: "an earlier boot:17" }));
    lockFolder(folder)();
  });

  test("is taken over when it is unreadable", () => {
    writeFileSync(lockFile(), "");
    lockFolder(folder)();
  });

  test("an old release does not remove the lock of a successor", () => {
    const releaseFirst = lockFolder(folder);
    rmSync(lockFile());
    const releaseSecond = lockFolder(folder);
    releaseFirst();
    expect(() => lockFolder(folder)).toThrow("in use by process");
    releaseSecond();
  });
});

test(
  "an embedded database keeps its rows, refuses a second opener and an edited history, and reports its pool",
  { timeout: 120_000 },
  async () => {
    const first = await openDatabase({ dataDir: folder, logger });
    await seedDemo(first, { passwordHash: "hash", now });
    await expect(openDatabase({ dataDir: folder, logger })).rejects.toThrow(`process ${process.pid}`);
    expect(first.poolFigures()).toEqual({ total: 1, idle: 1, waiting: 0 });
    const [one, two] = [1, 2].map((n) => asSystem(first, (tx) => tx.raw("SELECT $1::int", [n])));
    expect(first.poolFigures()).toEqual({ total: 1, idle: 0, waiting: 1 });
    await Promise.all([one, two]);
    await first.close();
    await expect(first.ping()).rejects.toMatchObject({ code: "provider_unavailable" });

    const again = await openDatabase({ dataDir: folder, logger });
    const user = await asSystem(again, (tx) => findUserByEmail(tx, " Hanako@Example.JP "));
    expect(user).toMatchObject({ displayName: "髙橋 花子", passwordHash: "hash" });
    await again.transaction(async (tx) => {
      await tx.raw("SET LOCAL ROLE NONE");
      await tx.raw("UPDATE schema_migrations SET hash = 'other'");
    });
    await again.close();
    await expect(openDatabase({ dataDir: folder, logger })).rejects.toThrow(
      "changed after it had been applied",
    );
  },
);

test("a PostgreSQL that does not answer is unavailable, not a defect", async () => {
  const opening = openDatabase({ url: "postgres://nobody@127.0.0.1:9/none", logger });
  await expect(opening).rejects.toMatchObject({ code: "provider_unavailable", reason: "MAINTENANCE" });
});

test("every migration is noted as applied, by its content", async () => {
  const database = await openTestDatabase();
  const applied = await database.transaction(async (tx) => {
    await tx.raw("SET LOCAL ROLE NONE");
    return (await tx.raw("SELECT name, hash FROM schema_migrations ORDER BY name")).rows;
  });
  expect(applied).toEqual(readMigrations().map(({ name, hash }) => ({ name, hash })));
  await database.close();
});

test("a transaction rolls back as a whole and passes the error on", async () => {
  const database = await openTestDatabase();
  const failure = new Error("no");
  const work = asSystem(database, async (tx) => {
    await tx.raw("INSERT INTO audit_events (type, at) VALUES ('lost', now())");
    throw failure;
  });
  await expect(work).rejects.toBe(failure);
  const { rows } = await asSystem(database, (tx) => tx.raw("SELECT * FROM audit_events"));
  expect(rows).toEqual([]);
  await database.ping();
  await database.close();
});

test("a swallowed error of a statement does not make its transaction look committed", async () => {
  const database = await openTestDatabase();
  const work = asSystem(database, async (tx) => {
    await tx.raw("INSERT INTO audit_events (type, at) VALUES ('lost', now())");
    await tx.raw("SELECT 1/0").catch(() => undefined);
  });
  await expect(work).rejects.toThrow();
  await database.close();
});
