import { createHash, randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openDatabase, type Database } from "./client.server.ts";
import type { Log } from "./log.ts";
import { readMigrations } from "./migrate.server.ts";
import { openPglite } from "./pglite.server.ts";

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** An empty migrated database for one test file, gone with `close()`: on the PostgreSQL server of TEST_DATABASE_URL, otherwise embedded. */
export async function openTestDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? openOnServer(server) : openEmbedded();
}

async function openOnServer(server: string): Promise<Database> {
  const name = `portal_test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href, poolSize: 10, logger: quiet });
  return {
    ...database,
    async close() {
      await database.close();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function openEmbedded(): Promise<Database> {
  const folder = await newDataFolder();
  const database = await openPglite({ dataDir: folder, log: quiet });
  return {
    ...database,
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A new data folder with a migrated, empty embedded database: a copy of one that the first caller makes for this set of
 * migrations (making a cluster takes 3 s, opening a copy half a second).
 */
export async function newDataFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "portal-test-"));
  cpSync(await template(), folder, { recursive: true });
  return folder;
}

async function template(): Promise<string> {
  const hash = createHash("sha256");
  for (const migration of readMigrations()) hash.update(migration.hash);
  const path = join(tmpdir(), `portal-test-folder-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(path)) return path;
  const draft = `${path}.${randomUUID()}`;
  const database = await openPglite({ dataDir: draft, log: quiet });
  await database.close();
  try {
    renameSync(draft, path);
  } catch {
    // Another test file was faster: its folder is as good.
    rmSync(draft, { recursive: true, force: true });
  }
  return path;
}
