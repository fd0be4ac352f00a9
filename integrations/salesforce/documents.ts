import { createHash } from "node:crypto";
import { z } from "zod";
import { AccountIdSchema, type AccountId, type PortalKey } from "#domain/shared/salesforce-ids.ts";
import { WireFault } from "#domain/shared/wire.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { SalesforceClient } from "./client.ts";
import { contractError, PROVIDER } from "./errors.ts";
import { checkedId } from "./input.ts";
import { DOCUMENT, PORTAL_KEY } from "#domain/shared/salesforce-names.ts";
import { queryRows } from "./query.ts";
import { soql } from "./soql.ts";
import { readField, type WireRecord } from "#domain/shared/salesforce-wire.ts";
import { checkedKey, readSaved } from "./writes.ts";

export type NewDocument = {
  title: string;
  /** With the ending that its type has; ours, never the customer's. Plain ASCII without quotes. */
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
};

type Stored = { documentId: string; checksum: string; size: number };

export function createDocuments(client: SalesforceClient) {
  function findStored(documentKey: PortalKey): Promise<Stored | null> {
    return queryRows(client, {
      action: "findDocument",
      from: DOCUMENT.object,
      select: Object.values(DOCUMENT.fields),
      asked: { [PORTAL_KEY]: checkedKey(documentKey) },
      rest: soql`LIMIT ${1}`,
      read: toStored,
      maxRows: 1,
      isUrgent: true,
    }).then(([stored]) => stored ?? null);
  }

  return {
    /** The file that was kept under a key; null when there is none. */
    async findDocument(documentKey: PortalKey): Promise<{ documentId: string } | null> {
      const stored = await findStored(documentKey);
      return stored && { documentId: stored.documentId };
    },
    /**
     * Keeps a file with an account and reads back what was kept of it. There is no upsert for files, so the key is looked for
     * before: sent again with the same bytes it is still one file (salesforce-wire.md 10). Throws `conflict` CRM_CONFLICT when the
     * key already has other bytes, `provider_contract` when something else was kept than was sent.
     */
    async storeDocument({
      accountId,
      documentKey,
      document,
    }: {
      accountId: AccountId;
      documentKey: PortalKey;
      document: NewDocument;
    }): Promise<{ documentId: string }> {
      const action = "storeDocument";
      const { title, fileName, mediaType, bytes } = document;
      const sent = { checksum: createHash("md5").update(bytes).digest("hex"), size: bytes.byteLength };
      const isSame = (stored: Stored) => stored.checksum === sent.checksum && stored.size === sent.size;
      const before = await findStored(documentKey);
      if (before && !isSame(before)) throw otherBytes(action);
      if (before) return { documentId: before.documentId };

      const { object, written, content } = DOCUMENT;
      await client
        .call({
          action,
          kind: "upload",
          run: async (send) =>
            readSaved(
              await send({
                method: "POST",
                path: ["sobjects", object],
                body: {
                  [written.title]: title,
                  [written.fileName]: fileName,
                  [written.accountId]: checkedId(AccountIdSchema, accountId),
                  [PORTAL_KEY]: checkedKey(documentKey),
                },
                file: { record: object, field: content, fileName, mediaType, bytes },
              }),
            ),
        })
        .catch((error: unknown) => {
          // Another upload under this key was faster; what is kept is compared below.
          if (error instanceof AppError && error.reason === "CRM_CONFLICT") return;
          throw error;
        });
      const stored = await findStored(documentKey);
      if (!stored) throw contractError(action, PORTAL_KEY);
      if (!isSame(stored)) throw contractError(action, DOCUMENT.fields.checksum);
      return { documentId: stored.documentId };
    },
  };
}

function toStored(record: WireRecord): Stored {
  const { fields } = DOCUMENT;
  const documentId = readField(record, fields.documentId, z.string());
  if (!documentId.startsWith("069")) throw new WireFault(fields.documentId, "not the id of a file");
  return {
    documentId,
    checksum: readField(record, fields.checksum, z.string()).toLowerCase(),
    size: readField(record, fields.size, z.int()),
  };
}

function otherBytes(action: string): AppError {
  return new AppError("conflict", {
    reason: "CRM_CONFLICT",
    message: `${action}: the key already has another file`,
    facts: { provider: PROVIDER, action },
  });
}
