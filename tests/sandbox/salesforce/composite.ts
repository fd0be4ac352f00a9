import { Failure } from "./failure.ts";
import type { Org, RestAnswer, RestCall } from "./org.ts";
import { insert, type Body } from "./records.ts";
import { fillReferences, type References } from "./references.ts";
import { readObject, readObjects } from "./request.ts";
import type { ObjectSchema } from "./schema/field.ts";
import { findObject, listChildren } from "./schema/objects.ts";

type Part = {
  method: string;
  url: string;
  referenceId: string;
  body: unknown;
  httpHeaders: Record<string, string>;
};
type PartAnswer = {
  body: unknown;
  httpHeaders: Record<string, string>;
  httpStatusCode: number;
  referenceId: string;
};

const MAX_PARTS = 25;
const MAX_QUERIES = 5;
const MAX_TREE = 200;

/** `/composite`: up to 25 calls that may use each other's answers, one transaction when `allOrNone` (salesforce-wire.md 5). */
export async function handleComposite(
  org: Org,
  call: RestCall,
  answer: (part: RestCall) => Promise<RestAnswer>,
): Promise<RestAnswer> {
  const { allOrNone, compositeRequest } = readObject(call.body);
  const parts = readParts(compositeRequest);
  const run = async (): Promise<PartAnswer[]> => {
    const references: References = new Map();
    const answers: PartAnswer[] = [];
    for (const part of parts) {
      const done = await runPart(part, { call, references, answer });
      answers.push(done);
      references.set(part.referenceId, done.httpStatusCode < 300 ? done.body : undefined);
    }
    return answers;
  };
  const isGood = (answers: PartAnswer[]) => answers.every(({ httpStatusCode }) => httpStatusCode < 300);
  if (allOrNone !== true) return { status: 200, body: { compositeResponse: await run() } };
  const before = org.store.snapshot();
  const answers = await run();
  if (isGood(answers)) return { status: 200, body: { compositeResponse: answers } };
  before.restore();
  return { status: 200, body: { compositeResponse: answers.map(halted) } };
}

/** The innocent of a call that was rolled back; the guilty keeps its own code. */
function halted(answer: PartAnswer): PartAnswer {
  if (answer.httpStatusCode >= 300) return answer;
  return {
    ...answer,
    body: [
      new Failure(
        "PROCESSING_HALTED",
        "The transaction was rolled back since another operation in the same transaction failed.",
      ).toRest(),
    ],
    httpHeaders: {},
    httpStatusCode: 400,
  };
}

async function runPart(
  part: Part,
  {
    call,
    references,
    answer,
  }: { call: RestCall; references: References; answer: (part: RestCall) => Promise<RestAnswer> },
): Promise<PartAnswer> {
  try {
    const url = new URL(String(fillReferences(part.url, references)), "http://composite.invalid");
    const [, version, path] = /^\/services\/data\/v(\d+\.\d)\/(.*)$/.exec(url.pathname) ?? [];
    if (version === undefined || path === undefined)
      throw new Failure("NOT_FOUND", "The requested resource does not exist", { status: 404 });
    const { status, body, headers } = await answer({
      method: part.method,
      path: path.split("/").filter(Boolean).map(decodeURIComponent),
      query: url.searchParams,
      headers: { ...call.headers, ...part.httpHeaders },
      body: fillReferences(part.body, references),
      version,
    });
    const { location } = headers ?? {};
    return {
      body: body ?? null,
      httpHeaders: location === undefined ? {} : { Location: location },
      httpStatusCode: status,
      referenceId: part.referenceId,
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return {
      body: [error.toRest()],
      httpHeaders: {},
      httpStatusCode: error.status,
      referenceId: part.referenceId,
    };
  }
}

/** Throws Failure for a request that is refused as a whole. */
function readParts(value: unknown): Part[] {
  const parts = readObjects(value).map(({ method, url, referenceId, body, httpHeaders }): Part => {
    if (typeof referenceId !== "string" || !/^[A-Za-z][A-Za-z0-9_]*$/.test(referenceId))
      throw new Failure("JSON_PARSER_ERROR", "Missing or invalid referenceId in a subrequest");
    return {
      method: typeof method === "string" ? method : "GET",
      url: typeof url === "string" ? url : "",
      referenceId,
      body,
      httpHeaders: lowerKeys(httpHeaders),
    };
  });
  if (parts.length > MAX_PARTS)
    throw new Failure("LIMIT_EXCEEDED", `The request can't contain more than ${MAX_PARTS} operations.`);
  if (new Set(parts.map(({ referenceId }) => referenceId)).size < parts.length)
    throw new Failure("INVALID_INPUT", "Provided referenceIds must be unique");
  if (parts.filter(({ url }) => /\/(query|queryAll|composite\/sobjects)\b/.test(url)).length > MAX_QUERIES)
    throw new Failure("LIMIT_EXCEEDED", `At most ${MAX_QUERIES} subrequests may be queries or collections.`);
  return parts;
}

function lowerKeys(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]));
}

/** `/composite/tree/T`: parents with their children, all or none. */
export function handleTree(org: Org, call: RestCall, type: string): RestAnswer {
  const object = findObject(type);
  if (object === null)
    throw new Failure("NOT_FOUND", "The requested resource does not exist", { status: 404 });
  const { records } = readObject(call.body);
  const results: { referenceId: string; id?: string; errors?: unknown[] }[] = [];
  const plant = (into: ObjectSchema, body: Body, link: Record<string, string>): void => {
    const { attributes, ...rest } = body;
    const referenceId = (attributes as { referenceId?: string } | undefined)?.referenceId ?? "";
    const lists = listChildren(into).filter(({ name }) => name !== null && name in rest);
    const own = Object.fromEntries(
      Object.entries(rest).filter(([key]) => !lists.some(({ name }) => name === key)),
    );
    try {
      if (results.length >= MAX_TREE) throw new Failure("LIMIT_EXCEEDED", `At most ${MAX_TREE} records`);
      const id = insert(org.store, into, { ...own, ...link });
      results.push({ referenceId, id });
      for (const { name, object: child, field } of lists)
        for (const each of readObjects(readObject(rest[name ?? ""])["records"]))
          plant(child, each, { [field.name]: id });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      results.push({ referenceId, errors: [error.toRow()] });
    }
  };
  const hasErrors = (): boolean => results.some(({ errors }) => errors !== undefined);
  org.store.transaction(
    () => readObjects(records).forEach((body) => plant(object, body, {})),
    () => !hasErrors(),
  );
  if (!hasErrors()) return { status: 201, body: { hasErrors: false, results } };
  return {
    status: 400,
    body: { hasErrors: true, results: results.filter(({ errors }) => errors !== undefined) },
  };
}
