import { randomUUID, createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMigrations } from "#db/migrate.server.ts";
import { openPglite } from "#db/pglite.server.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * A new data folder with a migrated, empty embedded database: a copy of one that the first caller makes for this set of
 * migrations (making a cluster takes the better part of a portal's first start).
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
