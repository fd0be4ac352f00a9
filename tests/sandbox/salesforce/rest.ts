import { handleCollections } from "./collections.ts";
import { handleComposite, handleTree } from "./composite.ts";
import { describeGlobal, describeObject } from "./describe.ts";
import { findDuplicates } from "./duplicates.ts";
import { Failure, notFound } from "./failure.ts";
import type { Org, RestAnswer, RestCall } from "./org.ts";
import { handleQuery } from "./query-page.ts";
import { getRow, insert, isSameText, remove, update, upsert } from "./records.ts";
import { readObject } from "./request.ts";
import { notAllowed, recordUrl, retrieve } from "./retrieve.ts";
import { handleChanges } from "./changes.ts";
import type { Field, ObjectSchema } from "./schema/field.ts";
import { findField, findObject } from "./schema/objects.ts";

/** Answers one REST call; failures become the REST error array. Composite sends its parts through here too. */
export async function answerRest(org: Org, call: RestCall): Promise<RestAnswer> {
  try {
    return await route(org, call);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // 300 answers addresses instead of an error (salesforce-wire.md 6).
    if (error.status === 300)
      return { status: 300, body: (error.fields ?? []).map((id) => recordUrl(call)(call.path[1] ?? "", id)) };
    return { status: error.status, body: [error.toRest()] };
  }
}

async function route(org: Org, call: RestCall): Promise<RestAnswer> {
  const [head, ...rest] = call.path;
  switch (head) {
    case "query":
    case "queryAll":
      return handleQuery(org, call, rest);
    case "sobjects":
      return routeObject(org, call, rest);
    case "composite":
      if (rest.length === 0) return handleComposite(org, call, (part) => answerRest(org, part));
      if (rest[0] === "sobjects") return handleCollections(org, call, rest.slice(1));
      if (rest[0] === "tree") return handleTree(org, call, rest[1] ?? "");
      throw notFound();
    case "limits":
      return { status: 200, body: limitsOf(org) };
    default:
      throw notFound();
  }
}

function routeObject(org: Org, call: RestCall, [name, second, third, ...more]: string[]): RestAnswer {
  if (name === undefined) return { status: 200, body: describeGlobal(call.version) };
  const object = findObject(name);
  if (object === null || more.length > 0) throw notFound();
  if (second === undefined) return create(org, call, object);
  if (second === "describe") return describeObject(org, call, object);
  if (second === "updated" || second === "deleted") return handleChanges(org, call, { object, what: second });
  if (third === undefined) return routeRecord(org, call, { object, id: second });
  if (findField(object, third)?.type === "base64") return readBytes(org, call, { object, id: second });
  const field = findField(object, second);
  if (field === null)
    throw new Failure(
      "NOT_FOUND",
      "Provided external ID field does not exist or is not accessible: " + second,
      { status: 404 },
    );
  return routeExternalId(org, call, { object, field, value: third });
}

function create(org: Org, call: RestCall, object: ObjectSchema): RestAnswer {
  if (call.method !== "POST") throw notAllowed(call.method, ["HEAD", "GET", "POST"]);
  const body = readObject(call.body);
  findDuplicates(org, call, { object, body });
  const id = org.store.transaction(() => insert(org.store, object, body));
  return {
    status: 201,
    body: { id, success: true, errors: [] },
    headers: { location: recordUrl(call)(object.name, id) },
  };
}

function routeRecord(
  org: Org,
  call: RestCall,
  { object, id }: { object: ObjectSchema; id: string },
): RestAnswer {
  switch (call.method) {
    case "GET":
      return { status: 200, body: retrieve(org, call, { object, row: getRow(org.store, object, id) }) };
    case "PATCH":
      org.store.transaction(() => update(org.store, object, id, readObject(call.body)));
      return { status: 204 };
    case "DELETE":
      org.store.transaction(() => remove(org.store, object, id));
      return { status: 204 };
    default:
      throw notAllowed(call.method, ["HEAD", "GET", "PATCH", "DELETE"]);
  }
}

/** The bytes of a file as they are (salesforce-wire.md 4). */
function readBytes(
  org: Org,
  call: RestCall,
  { object, id }: { object: ObjectSchema; id: string },
): RestAnswer {
  if (call.method !== "GET") throw notAllowed(call.method, ["HEAD", "GET"]);
  const row = getRow(org.store, object, id);
  return { status: 200, body: Buffer.from(String(row["VersionData"]), "base64") };
}

function routeExternalId(
  org: Org,
  call: RestCall,
  { object, field, value }: { object: ObjectSchema; field: Field; value: string },
): RestAnswer {
  if (call.method === "GET") {
    const row = org.store.list(object).find((each) => isSameText(field, each[field.name] ?? null, value));
    if (!row) throw notFound();
    return { status: 200, body: retrieve(org, call, { object, row }) };
  }
  if (call.method !== "PATCH") throw notAllowed(call.method, ["HEAD", "GET", "PATCH", "DELETE"]);
  const body = readObject(call.body);
  const isNew = !org.store.list(object).some((each) => isSameText(field, each[field.name] ?? null, value));
  if (isNew) findDuplicates(org, call, { object, body });
  const { id, created } = org.store.transaction(() => upsert(org.store, object, { field, value, body }));
  return {
    status: created ? 201 : 200,
    body: { id, success: true, errors: [], created },
    headers: created ? { location: recordUrl(call)(object.name, id) } : {},
  };
}

function limitsOf({ switches, limits }: Org): Record<string, { Max: number; Remaining: number }> {
  const full = (Max: number) => ({ Max, Remaining: Max });
  return {
    DailyApiRequests: {
      Max: switches.dailyCalls,
      Remaining: Math.max(0, switches.dailyCalls - limits.used()),
    },
    DataStorageMB: full(10_240),
    FileStorageMB: full(10_240),
    DailyDeliveredPlatformEvents: full(50_000),
    HourlyPublishedPlatformEvents: full(250_000),
  };
}
