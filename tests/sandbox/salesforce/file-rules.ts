import { createHash } from "node:crypto";
import { extname } from "node:path";
import type { ObjectSchema, Row, Value } from "./schema/field.ts";
import { findObject } from "./schema/objects.ts";
import { INTEGRATION_USER_ID, type Store } from "./store.ts";

/**
 * What the org does with a new version of a file by itself: it works out size, type and checksum, and makes the document, hung on
 * the record that the version names (salesforce-wire.md 8 and 10). Gives the record as it is to be stored.
 */
export function runFileRules(
  store: Store,
  object: ObjectSchema,
  { before, after }: { before: Row | null; after: Row },
): Row {
  if (object.name !== "ContentVersion" || before !== null) return after;
  const bytes = Buffer.from(String(after["VersionData"]), "base64");
  const path = String(after["PathOnClient"]);
  const facts = {
    Title: after["Title"] ?? path.replace(/\.[^.]*$/, ""),
    FileType: extname(path).slice(1).toUpperCase() || "UNKNOWN",
    ContentSize: bytes.length,
  };
  const documentId =
    after["ContentDocumentId"] ??
    put(store, "ContentDocument", { ...facts, LatestPublishedVersionId: after["Id"] ?? null });
  const place = after["FirstPublishLocationId"];
  if (place) put(store, "ContentDocumentLink", { ContentDocumentId: documentId, LinkedEntityId: place });
  return {
    ...after,
    ...facts,
    ContentDocumentId: documentId,
    Checksum: createHash("md5").update(bytes).digest("hex"),
  };
}

function put(store: Store, name: string, values: Record<string, Value>): string {
  const object = findObject(name);
  if (object === null) throw new RangeError(`no object ${name}`);
  const id = store.nextId(object);
  const now = store.stamp();
  store.put(object, {
    ...values,
    Id: id,
    IsDeleted: false,
    CreatedDate: now,
    CreatedById: INTEGRATION_USER_ID,
    LastModifiedDate: now,
    LastModifiedById: INTEGRATION_USER_ID,
    SystemModstamp: now,
  });
  return id;
}
