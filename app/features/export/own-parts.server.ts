import type { Database } from "#db/client.server.ts";
import { countAuditEvents, listAuditEvents } from "#db/repositories/audit.server.ts";
import { listAuthenticators } from "#db/repositories/authenticators.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { listIndexedInvoices } from "#db/repositories/invoice-index.server.ts";
import { listKnownDevices } from "#db/repositories/known-devices.server.ts";
import { listOwnMail } from "#db/repositories/mail-outbox.server.ts";
import { listAllNotifications } from "#db/repositories/notifications.server.ts";
import { listPasskeys } from "#db/repositories/passkeys.server.ts";
import { listRecoveryCodes } from "#db/repositories/recovery-codes.server.ts";
import { listAllSessionFamilies } from "#db/repositories/sessions.server.ts";
import { findAgreements, findUser } from "#db/repositories/users.server.ts";
import { asCustomer, type CustomerTx } from "#db/row-security.server.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { EXPORT_PARTS } from "./parts.ts";
import { type ExportPart, type ExportRow, type PartName } from "./parts.ts";

type OwnPart = { [Name in PartName]: (typeof EXPORT_PARTS)[Name] extends "portal" ? Name : never }[PartName];

/** A stranger can make entries by failing to sign in: so many of the newest are told, and how many there are besides. */
const MAX_ACTIVITY = 20_000;

/** The tables that a part is read from; every table about customers is here or in `NOT_EXPORTED`. */
export const EXPORTED_TABLES: Record<string, OwnPart> = {
  users: "login",
  id_mappings: "records",
  session_families: "sessions",
  known_devices: "devices",
  authenticators: "factors",
  passkeys: "factors",
  recovery_codes: "factors",
  audit_events: "activity",
  notifications: "notifications",
  mail_outbox: "mails",
  invoice_index: "invoiceTexts",
};
/** Tables about customers that the copy leaves out, and why. */
export const NOT_EXPORTED: Record<string, string> = {
  password_resets: "hashes of links that live 30 minutes; that one was asked for and used is in the activity",
  email_changes:
    "the address before a change, for the week in which it can be undone; when that was is in the activity",
  profile_changes:
    "what is under way to the other systems, sealed; where it has arrived it is read from there",
  identity_documents:
    "keys of documents that went to the customer system; that and when one was sent is in the activity, how it stands among the records",
  registrations:
    "numbers of records, which are among the records; what was typed is wiped with the last step",
  idempotency_keys: "random keys of forms, for a day; what the forms did is in the other parts",
  order_placements:
    "what orders are made of, sealed, for the contract documents; the orders themselves are in the customer system",
  contract_documents: "files, each at its order in the portal, where it can be saved",
  initial_cancellations:
    "receipts, each at its order in the portal; that one was sent is in the activity, with the order",
  eligibility_requests: "keys of the records that a request made; that one was sent is in the activity",
  fulfilments: "ids of the records that an order made; the order itself is among the orders",
  fulfilment_steps: "how often each call for an order was made; what came of it is in the order",
  processes:
    "how far what was asked for has come, sealed until its end; where it has arrived it is read from there",
  process_attempts: "how often each call for it was made; what came of it is in the other parts",
};

/** What the portal itself holds, as the customer's own role may see it: no hash, no key and no secret is among it. */
export function readOwnParts(
  { database }: { database: Database },
  userId: UserId,
  maxActivity = MAX_ACTIVITY,
): Promise<Record<OwnPart, ExportPart>> {
  return asCustomer(database, userId, async (tx) => ({
    login: read(await readLogin(tx, userId)),
    records: read(await readRecords(tx, userId)),
    sessions: read(await readSessions(tx, userId)),
    devices: read(
      (await listKnownDevices(tx, userId)).map((row) => ({
        device: row.device,
        firstSeenAt: iso(row.firstSeenAt),
        lastSeenAt: iso(row.lastSeenAt),
        trustedUntil: iso(row.trustedUntil),
      })),
    ),
    factors: read(await readFactors(tx, userId)),
    activity: await readActivity(tx, userId, maxActivity),
    notifications: read(
      (await listAllNotifications(tx, userId)).map((row) => ({
        kind: row.type,
        title: row.title,
        message: row.message,
        link: row.actionUrl,
        createdAt: iso(row.createdAt),
        readAt: iso(row.readAt),
        dismissedAt: iso(row.dismissedAt),
        expiresAt: iso(row.expiresAt),
      })),
    ),
    mails: read(
      (await listOwnMail(tx, userId)).map((row) => ({
        kind: row.template,
        language: row.language,
        status: row.status,
        createdAt: iso(row.createdAt),
        sentAt: iso(row.sentAt),
      })),
    ),
    invoiceTexts: read(
      (await listIndexedInvoices(tx)).map(({ invoiceId, description }) => ({ invoiceId, description })),
    ),
  }));
}

async function readLogin(tx: CustomerTx, userId: UserId): Promise<ExportRow[]> {
  const user = await findUser(tx, userId);
  if (!user) return [];
  const { terms, marketing } = await findAgreements(tx, userId);
  return [
    {
      email: user.email,
      name: user.displayName,
      language: user.language,
      colours: user.theme,
      status: user.status,
      createdAt: iso(user.createdAt),
      changedAt: iso(user.updatedAt),
      lastSignInAt: iso(user.lastSignInAt),
      termsVersion: terms?.version ?? null,
      termsAcceptedAt: iso(terms?.acceptedAt ?? null),
      marketingAgreedAt: iso(marketing?.agreedAt ?? null),
      marketingVersion: marketing?.version ?? null,
    },
  ];
}

async function readRecords(tx: CustomerTx, userId: UserId): Promise<ExportRow[]> {
  const mapping = await findMapping(tx, userId);
  if (!mapping) return [];
  return [
    {
      billingClientId: mapping.whmcsClientId,
      billingUserId: mapping.whmcsUserId,
      customerAccountId: mapping.sfAccountId,
      contactId: mapping.sfContactId,
    },
  ];
}

async function readSessions(tx: CustomerTx, userId: UserId): Promise<ExportRow[]> {
  return (await listAllSessionFamilies(tx, userId)).map((row) => ({
    device: row.device,
    networkAddress: row.ip,
    remembered: row.remember,
    createdAt: iso(row.createdAt),
    lastUsedAt: iso(row.lastUsedAt),
    expiresAt: iso(row.expiresAt),
    endedAt: iso(row.endedAt),
    endedBecause: row.endedReason,
  }));
}

async function readFactors(tx: CustomerTx, userId: UserId): Promise<ExportRow[]> {
  const codes = (await listRecoveryCodes(tx, userId)).map(({ createdAt, usedAt }) => ({
    name: null,
    createdAt,
    lastUsedAt: usedAt,
  }));
  const kinds = {
    passkey: await listPasskeys(tx, userId),
    authenticator: await listAuthenticators(tx, userId),
    recovery_code: codes,
  };
  return Object.entries(kinds).flatMap(([kind, factors]) =>
    factors.map(({ name, createdAt, lastUsedAt }) => ({
      kind,
      name,
      createdAt: iso(createdAt),
      lastUsedAt: iso(lastUsedAt),
    })),
  );
}

async function readActivity(tx: CustomerTx, userId: UserId, limit: number): Promise<ExportPart> {
  const total = await countAuditEvents(tx, userId);
  const events = await listAuditEvents(tx, { userId, limit });
  const rows = events.map((event) => ({
    time: iso(event.at),
    kind: event.type,
    device: event.device,
    networkAddress: event.ip,
    reference: event.requestId,
    detail: JSON.stringify(event.detail),
  }));
  return { state: "read", rows, left: Math.max(0, total - rows.length) };
}

function read(rows: ExportRow[]): ExportPart {
  return { state: "read", rows, left: 0 };
}

function iso<T extends Date | null>(at: T): string | Extract<T, null> {
  return at === null ? (null as Extract<T, null>) : at.toISOString();
}
