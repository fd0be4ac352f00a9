import {
  findProcessById,
  listAllAttempts,
  listProcesses,
  type AttemptRow,
  type ProcessRow,
} from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { PROCESS_STATES } from "#db/schema/processes.server.ts";
import { parseTicket, UsageError, type Answer, type Command } from "./command.server.ts";
import { createLogger } from "~/platform/log/logger.server.ts";
import type { AnyDefinition } from "~/platform/process/define.ts";
import { createProcesses, type OperateOutcome } from "~/platform/process/processes.server.ts";
import { createFieldEncryption } from "~/platform/store/field-encryption.server.ts";

export const PROCESSES_USAGE = `  process list [--name <process>] [--state running|waiting|parked|done|cancelled] [--json]
      Processes that are not finished, or those of one state, the newest first.
  process show <id> [--json]
      Where a process stands, and everything that was tried.
  process retry <id> --ticket <reference> [--json]
      Lets a stopped process run again from its first step; what it has made already is passed over.
  process park <id> --ticket <reference> [--json]
      Stops a process before its next call, until it is retried.
  process cancel <id> --ticket <reference> [--anyway] [--json]
      Ends a process before its next call. One of which a call may have happened stops instead; --anyway: you know what became of it.
`;

const LIMIT = 200;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws UsageError. `definitions`: those of the portal. */
export function toProcessCommand<Services>(
  [verb, ...rest]: readonly string[],
  definitions: readonly AnyDefinition<Services>[],
): Command {
  const { words, options, flags } = parse(rest);
  const isJson = flags.has("--json");
  switch (verb) {
    case "list": {
      if (words.length > 0) throw new UsageError("");
      allow(options, ["--name", "--state"]);
      const wanted = options.get("--state");
      const state = PROCESS_STATES.find((each) => each === wanted);
      if (wanted !== undefined && state === undefined) throw new UsageError("--state: unknown");
      const filter = { name: options.get("--name"), state, limit: LIMIT };
      return (database) =>
        asSystem(database, async (tx) => answerList(await listProcesses(tx, filter), isJson));
    }
    case "show": {
      const id = parseId(words);
      allow(options, []);
      return (database) =>
        asSystem(database, async (tx) => {
          const found = await findProcessById(tx, id);
          return answerShow(found, await listAllAttempts(tx, { processId: id, limit: LIMIT }), isJson);
        });
    }
    case "retry":
    case "park":
    case "cancel": {
      const id = parseId(words);
      allow(options, ["--ticket"]);
      const ticket = parseTicket(options.get("--ticket") ?? "");
      const anyway = flags.has("--anyway");
      if (anyway && verb !== "cancel") throw new UsageError("--anyway: only with cancel");
      return async (database, config) => {
        // Only to write it down: whoever runs the portal carries it out.
        const processes = createProcesses<Services>({
          database,
          definitions,
          now: () => new Date(),
          logger: createLogger({ level: "silent" }),
          encryption: createFieldEncryption(config.encryptionKeys),
          services: () => {
            throw new Error("commands carry nothing out");
          },
        });
        const outcome = await asSystem(database, (tx) =>
          verb === "cancel" ? processes.cancel(tx, id, { ticket, anyway }) : processes[verb](tx, id, ticket),
        );
        return answerDone(outcome, verb, isJson);
      };
    }
    default:
      throw new UsageError("");
  }
}

function parse(args: readonly string[]) {
  const words: string[] = [];
  const options = new Map<string, string>();
  const flags = new Set<string>();
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    if (arg === "--json" || arg === "--anyway") flags.add(arg);
    else if (arg.startsWith("--")) options.set(arg, args[(index += 1)] ?? "");
    else words.push(arg);
  }
  return { words, options, flags };
}

function allow(options: ReadonlyMap<string, string>, names: readonly string[]): void {
  for (const name of options.keys()) if (!names.includes(name)) throw new UsageError(`${name}: unknown`);
}

function parseId([id = "", ...more]: readonly string[]): string {
  if (!ID.test(id) || more.length > 0)
    throw new UsageError("Which process? Its id is the first column of the list");
  return id;
}

const SAID = {
  retry: "It runs again.",
  park: "It is stopped before its next call.",
  cancel: "It ends before its next call, or stops if a call of it may have happened.",
} as const;

function answerDone(outcome: OperateOutcome, verb: keyof typeof SAID, isJson: boolean): Answer {
  const ok = outcome === "done";
  if (isJson) return { ok, lines: [JSON.stringify({ outcome })] };
  switch (outcome) {
    case "done":
      return { ok, lines: [SAID[verb]] };
    case "unknown":
      return { ok, lines: ["There is no such process. Nothing was changed."] };
    case "under_way":
      return { ok, lines: ["It is under way. Nothing was changed."] };
    case "finished":
      return { ok, lines: ["It is finished. Nothing was changed."] };
  }
}

/** Without what is sealed. */
function toView({ sealed, secret, sealedAs, keyId, lease, ...row }: ProcessRow) {
  return { ...row, isLeased: lease !== null, isSealed: sealed !== null || secret !== null, keyId, sealedAs };
}

function answerList(rows: readonly ProcessRow[], isJson: boolean): Answer {
  if (isJson) return { ok: true, lines: [JSON.stringify(rows.map(toView))] };
  if (rows.length === 0) return { ok: true, lines: ["None."] };
  return { ok: true, lines: rows.map(toLine) };
}

function toLine({
  id,
  name,
  key,
  state,
  step,
  errorCode,
  detail,
  updatedAt,
  lease,
  wakeAt,
}: ProcessRow): string {
  return [
    id,
    name.padEnd(20),
    key.padEnd(20),
    state.padEnd(9),
    step.padEnd(18),
    updatedAt.toISOString(),
    errorCode ?? "",
    detail === null ? "" : `(${detail})`,
    wakeAt === null ? "" : `${lease === null ? "due" : "held until"} ${wakeAt.toISOString()}`,
  ]
    .filter(Boolean)
    .join("  ");
}

function answerShow(found: ProcessRow | null, newestFirst: readonly AttemptRow[], isJson: boolean): Answer {
  const attempts = newestFirst
    .toReversed()
    .map(({ secret, ...row }) => ({ ...row, hasSecret: secret !== null }));
  if (found === null) return { ok: false, lines: [isJson ? "null" : "There is no such process."] };
  if (isJson) return { ok: true, lines: [JSON.stringify({ ...toView(found), attempts })] };
  const { run, failures, held, cancelAskedAt, facts, startedAt } = found;
  return {
    ok: true,
    lines: [
      toLine(found),
      [
        `Started ${startedAt.toISOString()}`,
        `run ${run}`,
        `failures ${failures}`,
        held ? "stopped by an operator" : "",
        cancelAskedAt ? "to be cancelled" : "",
        JSON.stringify(facts),
      ]
        .filter(Boolean)
        .join("  "),
      ...attempts.map((each) =>
        [
          each.begunAt.toISOString(),
          `run ${each.run}`,
          each.step.padEnd(18),
          (each.act ?? "").padEnd(14),
          `try ${each.attempt}`,
          each.outcome ?? "no end: cut off, or under way",
          each.errorCode ?? "",
          ...Object.entries(each.refs ?? {}).map(([name, value]) => `${name}=${value}`),
        ]
          .filter(Boolean)
          .join("  "),
      ),
    ],
  };
}
