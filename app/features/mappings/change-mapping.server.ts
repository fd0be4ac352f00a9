import type { Database } from "#db/client.server.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import {
  insertMapping,
  updateMapping,
  type IdMapping,
  type MappingChange,
} from "#db/repositories/id-mappings.server.ts";
import { forgetIndexedInvoices } from "#db/repositories/invoice-index.server.ts";
import { endSessionFamilies } from "#db/repositories/sessions.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { findLogin } from "./find-login.server.ts";

export type MappingOrder = {
  /** How the login is found, see `findLogin`. */
  term: string;
  change: MappingChange;
  /** Of the request behind it, for the audit log. */
  ticket: string;
};

export type MappingOutcome =
  | { state: "changed"; before: IdMapping | null; after: IdMapping; sessionsEnded: number }
  | { state: "unchanged" }
  | { state: "unknown_login" }
  /** There is no mapping yet, and none can be made without the billing account. */
  | { state: "client_missing" }
  /** Another login holds one of the ids (portal.md 4: refuse, audit, alert). */
  | { state: "conflict" };

type Services = {
  database: Database;
  now: () => Date;
  /** Ends sessions in the store at once; they carry the billing account they began with. */
  endSessions: (familyIds: string[]) => Promise<void>;
};

/**
 * Links a login to other records, by an operator's hand: immutable in normal use (portal.md 4). Its sessions end, and what was
 * indexed of the other billing account is forgotten. Done and refused are both written to the audit log.
 */
export async function changeMapping(
  { database, now, endSessions }: Services,
  { term, change, ticket }: MappingOrder,
): Promise<MappingOutcome> {
  return asSystem(database, async (tx) => {
    const login = await findLogin(tx, term);
    if (!login) return { state: "unknown_login" };
    const { user, mapping: before } = login;
    const after = merge(user.id, before, change);
    if (!after) return { state: "client_missing" };
    if (before && isSame(before, after)) return { state: "unchanged" };

    const at = now();
    const detail = { ticket, ...describe("before", before), ...describe("after", after) };
    const isWritten = before
      ? await updateMapping(tx, { userId: user.id, change, now: at })
      : await insertMapping(tx, after, at);
    if (!isWritten) {
      const refused = { ...detail, user: user.id };
      await recordAuditEvent(tx, { userId: null, type: "mapping.change_refused", at, detail: refused });
      return { state: "conflict" };
    }
    const ended = await endAll(tx, user.id, at);
    await forgetIndexedInvoices(tx, user.id);
    await recordAuditEvent(tx, { userId: user.id, type: "mapping.changed", at, detail });
    await endSessions(ended);
    return { state: "changed", before, after, sessionsEnded: ended.length };
  });
}

function endAll(tx: SystemTx, userId: UserId, now: Date): Promise<string[]> {
  return endSessionFamilies(tx, { userId, reason: "mapping_changed", now });
}

const IDS = ["whmcsClientId", "whmcsUserId", "sfAccountId", "sfContactId"] as const;

function merge(userId: UserId, before: IdMapping | null, change: MappingChange): IdMapping | null {
  const whmcsClientId = change.whmcsClientId ?? before?.whmcsClientId;
  if (whmcsClientId === undefined) return null;
  const none = { whmcsUserId: null, sfAccountId: null, sfContactId: null };
  return { ...none, ...before, ...change, whmcsClientId, userId };
}

function isSame(left: IdMapping, right: IdMapping): boolean {
  return IDS.every((id) => left[id] === right[id]);
}

function describe(when: string, mapping: IdMapping | null): Record<string, string | number | null> {
  return Object.fromEntries(IDS.map((id) => [`${when}.${id}`, mapping?.[id] ?? null]));
}
