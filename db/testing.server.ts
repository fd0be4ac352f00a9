import { createHash, randomUUID } from "node:crypto";
import { existsSync, openAsBlob, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openDatabase, type Database } from "./client.server.ts";
import type { Log } from "./log.ts";
import { readMigrations } from "./migrate.server.ts";
import { dumpMigrated, IN_MEMORY, openPglite } from "./pglite.server.ts";

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * An empty migrated database for one test file: on the PostgreSQL server of TEST_DATABASE_URL a database of its own,
 * dropped by `close()`; otherwise embedded and in memory, loaded from a snapshot that the first test of a new set of
 * migrations makes (making a cluster takes 3 s, loading one half a second).
 */
export async function openTestDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? openOnServer(server) : openInMemory();
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

async function openInMemory(): Promise<Database> {
  return openPglite({ dataDir: IN_MEMORY, snapshot: await openAsBlob(await snapshotPath()), log: quiet });
}

async function snapshotPath(): Promise<string> {
  const hash = createHash("sha256");
  for (const migration of readMigrations()) hash.update(migration.hash);
  const path = join(tmpdir(), `portal-test-database-${hash.digest("hex").slice(0, 16)}.tar`);
  if (existsSync(path)) return path;
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, Buffer.from(await (await dumpMigrated()).arrayBuffer()));
  // In one step, so that test files running beside this one never read half a snapshot.
  renameSync(draft, path);
  return path;
}
