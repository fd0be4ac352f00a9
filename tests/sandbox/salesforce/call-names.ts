import { listObjects } from "./schema/objects.ts";

const VERBS: Record<string, string> = { GET: "retrieve", POST: "create", PATCH: "update", DELETE: "delete" };

/** Names under which calls are counted and faults are switched on. */
export const CALL_NAMES: readonly string[] = [
  "token",
  "userinfo",
  "revoke",
  "query",
  "queryMore",
  "limits",
  "composite",
  "collections",
  "tree",
  "describeGlobal",
  "GetTopic",
  "GetSchema",
  "Subscribe",
  "Publish",
  // No call: an event on its way into the log.
  "Event",
  ...listObjects().flatMap(({ name }) =>
    [...Object.values(VERBS), "upsert", "describe", "updated", "deleted"].map((verb) => `${verb} ${name}`),
  ),
];

/** `path` without the version in front. */
export function callName(method: string, path: readonly string[]): string {
  const [head = "", name, third, fourth] = path;
  if (head === "query" || head === "queryAll") return name === undefined ? "query" : "queryMore";
  if (head === "composite") return name === "sobjects" ? "collections" : (name ?? "composite");
  if (head !== "sobjects") return head;
  if (name === undefined) return "describeGlobal";
  if (third === "describe" || third === "updated" || third === "deleted") return `${third} ${name}`;
  const verb = fourth !== undefined && method === "PATCH" ? "upsert" : (VERBS[method] ?? method);
  return `${verb} ${name}`;
}
