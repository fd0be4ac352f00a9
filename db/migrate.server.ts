import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "#domain/shared/errors.ts";

export type Migration = { name: string; hash: string; text: string };

/** Runs SQL text as the login that owns the tables: several statements without values, one with. */
export type RunSql = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/** Any number that nothing else in the cluster uses for an advisory lock in this database. */
const LOCK = 4_920_317_001;

/**
 * Applies what is missing, each file in its own transaction, in the order of their names. Call it on a connection of its
 * own: it takes a session lock, so that of several instances starting at once one migrates and the others wait.
 * Throws AppError `internal` when an applied file was changed afterwards: history is not edited.
 */
export async function migrate(run: RunSql, options: { lock: boolean }): Promise<{ applied: string[] }> {
  if (options.lock) await run("SELECT pg_advisory_lock($1)", [LOCK]);
  try {
    await run(`CREATE TABLE IF NOT EXISTS schema_migrations
      (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await run("SELECT name, hash FROM schema_migrations");
    const known = new Map(rows.map((row) => [String(row.name), String(row.hash)]));
    const applied: string[] = [];
    for (const migration of readMigrations()) {
      const hash = known.get(migration.name);
      if (hash === undefined) {
        await apply(run, migration);
        applied.push(migration.name);
      } else if (hash !== migration.hash) {
        throw new AppError("internal", {
          reason: "INTERNAL",
          message: `migration ${migration.name} was changed after it had been applied`,
        });
      }
    }
    return { applied };
  } finally {
    if (options.lock) await run("SELECT pg_advisory_unlock($1)", [LOCK]);
  }
}

async function apply(run: RunSql, migration: Migration): Promise<void> {
  await run("BEGIN");
  try {
    await run(migration.text);
    await run("INSERT INTO schema_migrations (name, hash) VALUES ($1, $2)", [migration.name, migration.hash]);
    await run("COMMIT");
  } catch (cause) {
    await run("ROLLBACK");
    throw new AppError("internal", {
      reason: "INTERNAL",
      message: `migration ${migration.name} failed`,
      cause,
    });
  }
}

/** All migration files, ordered. */
export function readMigrations(): Migration[] {
  const folder = migrationsFolder();
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => {
      const text = readFileSync(`${folder}/${name}`, "utf8");
      return { name, hash: createHash("sha256").update(text).digest("hex"), text };
    });
}

/** Beside this file when run from source; the bundled server finds them in the folder it is started in. */
function migrationsFolder(): string {
  const beside = import.meta.url.startsWith("file:")
    ? fileURLToPath(new URL("./migrations", import.meta.url))
    : "";
  for (const folder of [beside, resolve("db/migrations")]) {
    if (folder && existsSync(`${folder}/meta/_journal.json`)) return folder;
  }
  throw new AppError("internal", { reason: "INTERNAL", message: "the folder db/migrations is missing" });
}
