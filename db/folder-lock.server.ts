import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#domain/shared/errors.ts";

type Holder = { pid: number; processStart: string; token: string };

/**
 * Locks a data folder for this process: the embedded database does not, and two processes on one folder silently lose
 * rows. A lock whose process is gone, or whose process id now belongs to another process, is taken over. Processes on
 * other machines or in other containers cannot be seen: the folder is for one machine.
 * Throws AppError `internal` naming the process that holds it. Returns the function that releases it.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "portal.lock");
  const mine: Holder = { pid: process.pid, processStart: startOf(process.pid) ?? "", token: randomUUID() };
  // Written aside and linked into place, so that nobody ever reads half a lock.
  const draft = join(folder, `portal.lock.${mine.token}`);
  writeFileSync(draft, JSON.stringify(mine));
  try {
    while (!linkIfAbsent(draft, path)) {
      const holder = readHolder(path);
      if (holder && isAlive(holder)) {
        throw new AppError("internal", {
          reason: "INTERNAL",
          message: `the data folder ${folder} is in use by process ${holder.pid}: stop it, or choose another DATA_DIR`,
          facts: { pid: holder.pid },
        });
      }
      removeStale(path, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readHolder(path)?.token === mine.token) rmSync(path, { force: true });
  };
}

function linkIfAbsent(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isSystemError(error, "EEXIST")) return false;
    throw error;
  }
}

/** Moves the lock aside and looks at it again: another process may have taken it over since it was judged. */
function removeStale(path: string, judged: Holder | null): void {
  const aside = `${path}.stale.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return;
    throw error;
  }
  if (readHolder(aside)?.token !== judged?.token) linkIfAbsent(aside, path);
  rmSync(aside, { force: true });
}

function readHolder(path: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isHolder(value) ? value : null;
  } catch {
    return null;
  }
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === "object" &&
    value !== null &&
    "pid" in value &&
    typeof value.pid === "number" &&
    "processStart" in value &&
    typeof value.processStart === "string" &&
    "token" in value &&
    typeof value.token === "string"
  );
}

function isAlive(holder: Holder): boolean {
  const start = startOf(holder.pid);
  return start !== null && start === holder.processStart;
}

/** A text that tells this process from an earlier or later one with the same id, or null when there is no such process. */
function startOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isSystemError(error, "EPERM")) return null;
  }
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in parentheses, may itself hold blanks; field 22 is counted from after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie holds no files any more: it only waits for its parent.
    if (fields[0] === "Z") return null;
    return `${boot}:${fields[19]}`;
  } catch {
    return startFromPs(pid);
  }
}

/** Systems without /proc. */
function startFromPs(pid: number): string | null {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
