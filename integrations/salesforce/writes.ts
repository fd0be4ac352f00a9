import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { PortalKeySchema, type PortalKey } from "#domain/shared/salesforce-ids.ts";
import { readWire, WireFault } from "#domain/shared/wire.ts";
import { readApiErrors } from "./api-error.ts";
import type { SalesforceClient, Send } from "./client.ts";
import { classOf } from "./codes.ts";
import { ApiFault, type ApiError } from "./errors.ts";
import { API_VERSION, PORTAL_KEY } from "./names.ts";

/** Field values by API name, ready to be sent. Left out: stays; null: emptied. */
export type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** Without what was left out: sent as null it would be emptied. */
export function given(fields: Readonly<Record<string, Fields[string] | undefined>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Fields[string]] => entry[1] !== undefined),
  );
}

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
      onceMoreAfterRace(async () => readSaved(await send({ method: "PATCH", path, body: fields }))),
  });
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
    const saved = readComposite(await send({ method: "POST", path: ["composite"], body }));
    for (const { reference } of parts) if (!saved.has(reference)) throw new WireFault(reference, "no answer");
    return saved;
  });
}

const MAX_ROWS = 200;

/**
 * Upserts up to 200 records of one object, all or none. Throws ApiFault for the row that failed. For what does not fit into a
 * composite.
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
): Promise<string[]> {
  return sendRows(send, ["composite", "sobjects"], {
    object,
    rows: rows.map(({ id, fields }) => ({ id, ...fields })),
  });
}

async function sendRows(
  send: Send,
  path: readonly string[],
  { object, rows }: { object: string; rows: readonly Fields[] },
): Promise<string[]> {
  if (rows.length > MAX_ROWS) throw new RangeError(`a call has at most ${MAX_ROWS} records`);
  const records = rows.map((row) => ({ attributes: { type: object }, ...row }));
  return readRows(await send({ method: "PATCH", path, body: { allOrNone: true, records } }));
}

/** What a composite has saved, by reference. Throws ApiFault for the part that made it fail. */
export function readComposite(answer: unknown): Map<string, Saved> {
  const { compositeResponse } = readWire(CompositeWire, answer);
  const failed = compositeResponse.filter(({ httpStatusCode }) => httpStatusCode >= 300);
  throwGuilty(
    failed.map(({ body, httpStatusCode }) => ({ errors: readApiErrors(body), status: httpStatusCode })),
  );
  return new Map(
    compositeResponse.map(({ referenceId, body }) => [referenceId, readSaved(body, referenceId)]),
  );
}

const RowsWire = z.array(
  z.object({ id: z.string().optional(), success: z.boolean(), errors: z.array(z.unknown()).default([]) }),
);

/** The ids of a collections call, in order. Throws ApiFault for the row that failed: HTTP is 200 whatever became of it. */
export function readRows(answer: unknown): string[] {
  const rows = readWire(RowsWire, answer);
  const failed = rows.filter(({ success }) => !success);
  throwGuilty(failed.map(({ errors }) => ({ errors: readApiErrors(errors), status: null })));
  return rows.map(({ id }, index) => {
    if (id === undefined) throw new WireFault(`${index}.id`, "missing");
    return id;
  });
}

function throwGuilty(failed: readonly { errors: ApiError[]; status: number | null }[]): void {
  if (failed.length === 0) return;
  const all = failed.flatMap(({ errors, status }) => errors.map((error) => ({ error, status })));
  const guilty = all.find(({ error }) => classOf(error) !== "derived") ?? all[0];
  if (guilty === undefined) throw new WireFault("errors", "a failure without an error");
  throw new ApiFault(guilty.error, guilty.status);
}

async function onceMoreAfterRace<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const isRace =
      error instanceof ApiFault
        ? classOf(error.error) === "duplicate_value"
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
