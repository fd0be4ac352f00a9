import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordAuditEvent, type AuditEvent } from "#db/repositories/audit.server.ts";
import { beginIdempotent, finishIdempotent } from "#db/repositories/idempotency.server.ts";
import { listOldDocuments, takeOldDocument } from "#db/repositories/identity-documents.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { RETENTION } from "#domain/shared/retention.ts";
import { AccountIdSchema, PortalKeySchema, type AccountId } from "#domain/shared/salesforce-ids.ts";
import { maySubmitDocument } from "#domain/users/verification.ts";
import { DOCUMENT_KINDS, documentFormat, type DocumentKind } from "#domain/verification/document.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { publishEvent } from "~/platform/events/publish-event.server.ts";
import { defineProcess, defineStep, done, ready, wait, type Acted } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";

/** What one press of the button brings, and nothing keeps. */
export type Upload = {
  kind: DocumentKind;
  bytes: Uint8Array;
  /** SHA-256 of the bytes in hex: the same ones are the same document, others are another. */
  digest: string;
  idempotencyKey: string;
  /** Where it came from, for the audit log. */
  seen: Pick<AuditEvent, "ip" | "device" | "requestId">;
};

const InputSchema = z.object({
  userId: UserIdSchema,
  accountId: AccountIdSchema,
  /** Of the first press, for when the end comes without one. Null: of the last release. */
  first: z
    .object({
      idempotencyKey: z.string(),
      seen: z.object({
        ip: z.string().nullish(),
        device: z.string().nullish(),
        requestId: z.string().nullish(),
      }),
    })
    .nullable(),
});
type Input = z.infer<typeof InputSchema>;

const FactsSchema = z
  .object({
    documentKey: PortalKeySchema,
    digest: z.string(),
    kind: z.enum(DOCUMENT_KINDS).nullable(),
    documentId: z.string().nullable(),
    /** `given_up`: nobody has sent it again. */
    ended: z.enum(["sent", "not_now", "refused", "given_up"]),
  })
  .partial();
type Facts = Required<z.infer<typeof FactsSchema>>;
type Run = { services: Services; upload: Upload | null; documentKey: Facts["documentKey"] };

const TITLE = "Identity document (sent by the customer)";
/** An upload that has had no answer may still be under way, with room for its repeats. */
const QUIET_MS = 240_000;
const storeAct = (documentKey: string) => `StoreDocument ${documentKey}`;

const store = defineStep<Input, Facts, Run>("store", {
  async take({ run: { services, upload, documentKey }, input: { accountId }, once }) {
    if (upload === null) return wait(null);
    const { salesforce } = services;
    const { kind, bytes } = upload;
    const { mediaType, ending } = documentFormat(kind);
    const fileName = `identity-document.${ending}`;
    const made = await once(storeAct(documentKey), {
      repeat: "after_look",
      quietMs: QUIET_MS,
      async look() {
        const found = await salesforce.findDocument(documentKey);
        return found ? { found } : { absent: true };
      },
      async act(): Promise<Acted> {
        const document = { title: TITLE, fileName, mediaType, bytes };
        try {
          return {
            outcome: "done",
            refs: await salesforce.storeDocument({ accountId, documentKey, document }),
          };
        } catch (error) {
          if (!isAppError(error) || error.code !== "provider_rejected") throw error;
          return { outcome: "refused", code: error.reason };
        }
      },
    });
    // The person is told, and may send another.
    if (made.outcome === "refused") return done({ next: null, facts: { ended: "refused" } });
    return done({ facts: { documentId: String(made.refs.documentId) } });
  },
});

const report = defineStep<Input, Facts, Run>("report", {
  async take({ run: { services, upload, documentKey }, input, facts, once }) {
    const { userId, accountId, first } = input;
    const { salesforce, cache, now } = services;
    await once(`UpdateAccount ${documentKey}`, {
      repeat: "always",
      async act() {
        const verification = { status: "submitted" as const, submittedAt: now() };
        await salesforce.updateAccount({ accountId, change: { verification } });
        return { outcome: "done" };
      },
    });
    const press = upload ?? first;
    return done({
      facts: { ended: "sent" },
      async also(tx) {
        const detail = { documentId: facts.documentId ?? null, kind: facts.kind ?? null };
        const { ip, device, requestId } = press?.seen ?? {};
        const seen = { ip: ip ?? null, device: device ?? null, requestId: requestId ?? null };
        const type = "identity.document_sent";
        await recordAuditEvent(tx, { userId, type, at: now(), ...seen, detail });
        if (press !== null) await keepAnswer(tx, { ...input, key: press.idempotencyKey, now: now() }, facts);
      },
      async after() {
        await cache.drop(customerTags.account(accountId));
        await publishEvent(services, userId, { type: "account.verification.changed" });
      },
    });
  },
});

/** The same form again sends nothing. */
async function keepAnswer(
  tx: SystemTx,
  { userId, key, now }: Pick<Input, "userId"> & { key: string; now: Date },
  { digest = "" }: Partial<Facts>,
): Promise<void> {
  const begun = await beginIdempotent(tx, { userId, key, bodyHash: digest, now });
  if (begun.state === "first") await finishIdempotent(tx, { userId, key, status: 303, response: null });
}

/**
 * Hands a document to staff: a file on the customer's account, whose check is "submitted" from then on (portal.md 18). The bytes come
 * with a press of the button, as `transient`, and are kept nowhere: without them it waits for the person, for a month at most. The same
 * bytes go on under the same key; others are another file.
 */
export const sendDocument = defineProcess<Services, Input, Facts, Run>({
  name: "submit-document",
  version: 1,
  keep: "identityDocuments",
  input: InputSchema,
  facts: FactsSchema,
  key: ({ accountId }) => accountId,
  owner: ({ userId }) => userId,
  async prepare({ services, input: { accountId }, facts, transient, startedAt }) {
    const upload = transient as Upload | null;
    const { documentKey, digest } = facts;
    const isResumed = documentKey !== undefined && (upload === null || upload.digest === digest);
    // The file is there, and only the news of it is missing.
    if (isResumed && typeof facts.documentId === "string")
      return ready({ services, upload, documentKey }, { step: "report" });
    if (upload === null) {
      const until = new Date(startedAt.getTime() + RETENTION.identityDocuments);
      return until > services.now() ? wait(until) : done({ next: null, facts: { ended: "given_up" } });
    }
    const { verification } = await services.salesforce.getAccount({ accountId });
    // Of a resumed attempt the state is its own.
    const isOwn = isResumed && verification.status === "submitted";
    if (!isOwn && !maySubmitDocument(verification)) return done({ next: null, facts: { ended: "not_now" } });
    const { kind } = upload;
    if (isResumed) return ready({ services, upload, documentKey }, { step: "store", facts: { kind } });
    const anew = PortalKeySchema.parse(`doc-${randomUUID()}`);
    return ready(
      { services, upload, documentKey: anew },
      { step: "store", facts: { documentKey: anew, digest: upload.digest, kind, documentId: null } },
    );
  },
  steps: [store, report],
  retry: { pauses: [30, 60, 120, 240, 480, ...Array<number>(30 * 24).fill(3_600)] },
});

/** Documents that instances of the last release have left wait for their customers as a process. */
export async function adoptDocuments(
  services: Pick<Services, "database" | "processes" | "now">,
): Promise<void> {
  const { database, now } = services;
  for (const accountId of await asSystem(database, (tx) => listOldDocuments(tx, now())))
    await asSystem(database, (tx) => adoptDocument(services, tx, accountId));
}

/** False while an instance of the last release is at the account's document. */
export async function adoptDocument(
  { processes, now }: Pick<Services, "processes" | "now">,
  tx: SystemTx,
  accountId: AccountId,
): Promise<boolean> {
  const row = await takeOldDocument(tx, { accountId, now: now() });
  if (row === "busy") return false;
  if (row === null) return true;
  const { userId, documentKey, digest, createdAt } = row;
  const { name: step } = store;
  await processes.adopt(tx, sendDocument, {
    input: { userId, accountId, first: null },
    state: "waiting",
    step,
    startedAt: createdAt,
    facts: { documentKey, digest, kind: null, documentId: null },
    // Whether it was sent nobody has written down.
    attempts: [{ run: 1, attempt: 1, step, act: storeAct(documentKey), begunAt: createdAt }],
  });
  return true;
}
