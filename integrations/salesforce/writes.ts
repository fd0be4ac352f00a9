import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { PortalKeySchema, widenSalesforceId, type PortalKey } from "#domain/shared/salesforce-ids.ts";
import { API_VERSION, PORTAL_KEY } from "#domain/shared/salesforce-names.ts";
import type { Fields } from "#domain/shared/salesforce-wire.ts";
import { readWire, WireFault } from "#domain/shared/wire.ts";
import { readApiErrors } from "./api-error.ts";
import type { SalesforceClient, Send } from "./client.ts";
import { classOf } from "./codes.ts";
import { ApiFault, guiltyOf, type ApiError } from "./errors.ts";
import { readQuery } from "./query.ts";

const SavedWire = z.object({ id: z.string(), success: z.literal(true), created: z.boolean().optional() });
export type Saved = { id: string; created: boolean };

/** The answer to one create or upsert; a create does not say `created`. */
export function readSaved(answer: unknown, at = ""): Saved {
  const { id, created = true } = readWire(SavedWire, answer, at);
  return { id, created };
}

/** Changes the named fields of a record. Throws AppError `not_found` for an unknown id. */
export function updateRecord(
  client: SalesforceClient,
  { action, object, id, fields }: { action: string; object: string; id: string; fields: Fields },
): Promise<void> {
  return client.call({
    action,
    kind: "command",
    run: async (send) => {
      // 204 without a body.
      if ((await send({ method: "PATCH", path: ["sobjects", object, id], body: fields })) !== null)
        throw new WireFault("answer", "a body where none was agreed");
    },
  });
}

/**
 * Makes the record with this key, or changes the one that has it: sent again after an unknown outcome it finds its own record
 * (salesforce-wire.md 10). DUPLICATE_VALUE means that two first attempts raced: then the other's record is there, and the same
 * upsert finds it.
 */
export function upsertRecord(
  client: SalesforceClient,
  { action, object, key, fields }: { action: string; object: string; key: PortalKey; fields: Fields },
): Promise<Saved> {
  const path = ["sobjects", object, PORTAL_KEY, checkedKey(key)];
  return client.call({
    action,
    kind: "command",
    run: (send) =>
      onceMoreAfterRace(async () =>
        readUpserted(send, { answer: await send({ method: "PATCH", path, body: fields }), object, key }),
      ),
  });
}

/** An upsert may be answered 204, without a body: then it changed a record, which is asked for by its key. */
async function readUpserted(
  send: Send,
  { answer, object, key, at = "" }: { answer: unknown; object: string; key: PortalKey; at?: string },
): Promise<Saved> {
  if (answer !== null) return readSaved(answer, at);
  const [record] = await readQuery(send, {
    from: object,
    select: [],
    asked: { [PORTAL_KEY]: key },
    maxRows: 1,
  });
  if (record === undefined) throw new WireFault(PORTAL_KEY, "not there after it was saved");
  return { id: readWire(z.string(), record["Id"], "Id"), created: false };
}

export type Part = { reference: string; object: string; key: PortalKey; fields: Fields };

const CompositeWire = z.object({
  compositeResponse: z.array(
    z.object({ referenceId: z.string(), httpStatusCode: z.int(), body: z.unknown() }),
  ),
});

export const MAX_PARTS = 25;

/**
 * Upserts several records in one transaction; a later one names an earlier one as `@{reference.id}`. All are saved or none.
 * HTTP is 200 either way: the one part whose code is its own tells why (salesforce-wire.md 5).
 */
export async function upsertTogether(send: Send, parts: readonly Part[]): Promise<Map<string, Saved>> {
  if (parts.length > MAX_PARTS) throw new RangeError(`a composite has at most ${MAX_PARTS} parts`);
  const body = {
    allOrNone: true,
    compositeRequest: parts.map(({ reference, object, key, fields }) => ({
      method: "PATCH",
      url: `/services/data/v${API_VERSION}/sobjects/${object}/${PORTAL_KEY}/${checkedKey(key)}`,
      referenceId: reference,
      body: fields,
    })),
  };
  return onceMoreAfterRace(async () => {
    const references = parts.map(({ reference }) => reference);
    const answers = readComposite(await send({ method: "POST", path: ["composite"], body }), references);
    const saved = new Map<string, Saved>();
    for (const { reference, object, key } of parts)
      saved.set(
        reference,
        await readUpserted(send, { answer: answers.get(reference), object, key, at: reference }),
      );
    return saved;
  });
}

const MAX_ROWS = 200;

/**
 * Upserts up to 200 records of one object, all or none, and gives their ids in order. Throws ApiFault for the row that failed. For
 * what does not fit into a composite.
 */
export async function upsertRows(
  send: Send,
  { object, rows }: { object: string; rows: readonly { key: PortalKey; fields: Fields }[] },
): Promise<string[]> {
  return sendRows(send, ["composite", "sobjects", object, PORTAL_KEY], {
    object,
    rows: rows.map(({ key, fields }) => ({ [PORTAL_KEY]: checkedKey(key), ...fields })),
  });
}

/** Changes up to 200 records of one object by id, all or none. Throws ApiFault for the row that failed. */
export async function updateRows(
  send: Send,
  { object, rows }: { object: string; rows: readonly { id: string; fields: Fields }[] },
): Promise<void> {
  const ids = await sendRows(send, ["composite", "sobjects"], {
    object,
    rows: rows.map(({ id, fields }) => ({ id, ...fields })),
  });
  rows.forEach(({ id }, index) => {
    if (widenSalesforceId(ids[index] ?? "") !== widenSalesforceId(id))
      throw new WireFault(`${index}.id`, "not the record that was sent");
  });
}

async function sendRows(
  send: Send,
  path: readonly string[],
  { object, rows }: { object: string; rows: readonly Fields[] },
): Promise<string[]> {
  if (rows.length > MAX_ROWS) throw new RangeError(`a call has at most ${MAX_ROWS} records`);
  const records = rows.map((row) => ({ attributes: { type: object }, ...row }));
  return readRows(await send({ method: "PATCH", path, body: { allOrNone: true, records } }), rows.length);
}

/**
 * The bodies of a composite's answers by reference: each of them once, and no other; null for 204. Throws ApiFault for the parts
 * that made it fail.
 */
export function readComposite(answer: unknown, references: readonly string[]): Map<string, unknown> {
  const { compositeResponse } = readWire(CompositeWire, answer);
  const bodies = new Map<string, unknown>();
  for (const { referenceId, httpStatusCode, body } of compositeResponse) {
    if (bodies.has(referenceId)) throw new WireFault(referenceId, "answered twice");
    if (!references.includes(referenceId)) throw new WireFault("referenceId", "not what was sent");
    bodies.set(referenceId, httpStatusCode === 204 ? null : body);
  }
  throwFailed(
    compositeResponse
      .filter(({ httpStatusCode }) => httpStatusCode >= 300)
      .map(({ referenceId, body, httpStatusCode }) => ({
        part: referenceId,
        errors: readApiErrors(body),
        status: httpStatusCode,
      })),
  );
  for (const reference of references)
    if (!bodies.has(reference)) throw new WireFault(reference, "not answered");
  return bodies;
}

const RowsWire = z.array(
  z.object({ id: z.string().nullish(), success: z.boolean(), errors: z.array(z.unknown()).default([]) }),
);

/**
 * The ids of a collections call, in order, one for each of the `count` records that were sent. Throws ApiFault for the rows that
 * failed: HTTP is 200 whatever became of them.
 */
export function readRows(answer: unknown, count: number): string[] {
  const rows = readWire(RowsWire, answer);
  throwFailed(
    rows.flatMap(({ success, errors }, index) =>
      success ? [] : { part: `row ${index + 1}`, errors: readApiErrors(errors), status: null },
    ),
  );
  if (rows.length !== count) throw new WireFault("answer", "other than the number of records sent");
  const ids = rows.map(({ id }, index) => {
    const widened = widenSalesforceId(id ?? "");
    if (widened === null) throw new WireFault(`${index}.id`, "not an id");
    return widened;
  });
  if (new Set(ids).size !== ids.length) throw new WireFault("id", "the same record twice");
  return ids;
}

function throwFailed(failed: readonly { part: string; errors: ApiError[]; status: number | null }[]): void {
  if (failed.length === 0) return;
  const errors = failed.flatMap(({ part, errors: own }) => own.map((error) => ({ ...error, part })));
  const guilty = guiltyOf(errors);
  if (guilty === undefined) throw new WireFault("errors", "a failure without an error");
  throw new ApiFault(errors, failed.find(({ part }) => part === guilty.part)?.status ?? null);
}

async function onceMoreAfterRace<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const isRace =
      error instanceof ApiFault
        ? error.errors.some((each) => classOf(each) === "duplicate_value")
        : error instanceof AppError && error.facts["errorCode"] === "DUPLICATE_VALUE";
    if (!isRace) throw error;
    return attempt();
  }
}

/** Goes into an address as it is (salesforce-wire.md 9.6). */
export function checkedKey(key: PortalKey): string {
  if (!PortalKeySchema.safeParse(key).success) throw new RangeError("not a key of the portal");
  return key;
}
