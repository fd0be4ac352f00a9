import { createHash } from "node:crypto";
import { asc, eq, gt, sql } from "drizzle-orm";
import type { AuditType } from "#domain/auth/audit-types.ts";
import type { Database } from "./client.server.ts";
import { asSystem, type SystemTx } from "./row-security.server.ts";
import { auditBase, auditEvents, auditHead, type AuditDetail } from "./schema/audit.server.ts";

const PAGE = 1000;
const REMOVAL: AuditType = "audit.pruned";

export type AuditChainReport =
  | { state: "whole"; entries: number; lastId: number; hash: string }
  /**
   * The first entry that is not as it was written. `content`: it was changed; `link`: the entry before it is not the one
   * it was written after (removed, put in, or changed together with its hash); `end`: the log ends there and did not;
   * `base`: the log begins after that entry, and nothing in it says that it was removed.
   */
  | { state: "broken"; entries: number; id: number; fault: "content" | "link" | "end" | "base" };

type ChainedEntry = Omit<typeof auditEvents.$inferSelect, "detail"> & { detail: string };

/**
 * Walks the audit log from its first entry and recomputes every hash. Where old entries were removed it begins with the hash
 * of the last of them, which the entry about their removal has to name: that one is part of the chain. Proves that nobody who cannot also rewrite all that
 * follows has touched it; keep the last hash elsewhere to notice even that. Reads in pages; any number of entries.
 */
export async function verifyAuditChain(tx: SystemTx): Promise<AuditChainReport> {
  const base = (await tx.select().from(auditBase))[0] ?? { lastId: 0, hash: "" };
  let previous = { id: base.lastId, hash: base.hash };
  let removal: AuditDetail = { lastId: 0, hash: "" };
  let read = 0;
  let entries = 0;
  for (;;) {
    const page = await readPage(tx, read);
    for (const entry of page) {
      entries += 1;
      read = entry.id;
      const follows = entry.id > previous.id && entry.prevHash === previous.hash;
      if (!follows) return { state: "broken", entries, id: entry.id, fault: "link" };
      if (entry.hash !== hashOf(entry)) return { state: "broken", entries, id: entry.id, fault: "content" };
      if (entry.type === REMOVAL) removal = JSON.parse(entry.detail) as AuditDetail;
      previous = entry;
    }
    if (page.length < PAGE) break;
  }
  if (removal["lastId"] !== base.lastId || removal["hash"] !== base.hash)
    return { state: "broken", entries, id: base.lastId, fault: "base" };
  const [head] = await tx.select().from(auditHead);
  if (head?.lastId !== previous.id || head.hash !== previous.hash)
    return { state: "broken", entries, id: previous.id, fault: "end" };
  return { state: "whole", entries, lastId: previous.id, hash: previous.hash };
}

/** The same of one moment: entries go on being written, and old ones removed. */
export async function verifyAuditChainNow(database: Database): Promise<AuditChainReport> {
  return asSystem(database, async (tx) => {
    await tx.raw("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    return verifyAuditChain(tx);
  });
}

/** The hash of an entry, to be compared with one that was kept; null when there is no such entry any more. */
export async function readAuditHash(database: Database, id: number): Promise<string | null> {
  return asSystem(database, async (tx) => {
    const [entry] = await tx
      .select({ hash: auditEvents.hash })
      .from(auditEvents)
      .where(eq(auditEvents.id, id));
    return entry?.hash ?? null;
  });
}

function readPage(tx: SystemTx, afterId: number): Promise<ChainedEntry[]> {
  const { id, userId, type, at, requestId, ip, device, prevHash, hash } = auditEvents;
  const detail = sql<string>`${auditEvents.detail}::text`;
  return tx
    .select({ id, userId, type, at, requestId, ip, device, detail, prevHash, hash })
    .from(auditEvents)
    .where(gt(id, afterId))
    .orderBy(asc(id))
    .limit(PAGE);
}

/** SHA-256 over a JSON array with one blank after each comma, as PostgreSQL writes it (migration 0002). */
function hashOf(entry: ChainedEntry): string {
  const fields = [
    entry.prevHash,
    String(entry.id),
    entry.userId,
    entry.type,
    entry.at.toISOString(),
    entry.requestId,
    entry.ip,
    entry.device,
    entry.detail,
  ];
  const text = `[${fields.map((field) => JSON.stringify(field)).join(", ")}]`;
  return createHash("sha256").update(text).digest("hex");
}
