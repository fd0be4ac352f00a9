import { existsSync } from "node:fs";
import { readAuditHash, verifyAuditChainNow, type AuditChainReport } from "#db/audit-chain.server.ts";
import { openDatabase, type Database } from "#db/client.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { WhmcsClientIdSchema, WhmcsUserIdSchema } from "#domain/shared/ids.ts";
import type { MappingChange } from "#db/repositories/id-mappings.server.ts";
import { changeMapping, type MappingOutcome } from "~/features/mappings/change-mapping.server.ts";
import {
  findLogin,
  SfAccountIdSchema,
  SfContactIdSchema,
  type Login,
} from "~/features/mappings/find-login.server.ts";
import {
  parseOptions,
  parseTicket,
  UsageError,
  withSessions,
  type Answer,
  type Command,
} from "./command.server.ts";
import { LOGIN_USAGE, toLoginCommand } from "./logins.server.ts";
import { MAIL_USAGE, toMailCommand } from "./mail.server.ts";
import { ORDERS_USAGE, toOrdersCommand } from "./orders.server.ts";
import { PROCESSES_USAGE, toProcessCommand } from "./processes.server.ts";
import { PROCESSES } from "../server/processes.server.ts";
import { readConfig, type Config } from "~/platform/config/config.server.ts";
import { createLogger } from "~/platform/log/logger.server.ts";

const USAGE = `Commands:
  audit:verify [--since <id>:<hash>] [--json]
      Checks the chain of the audit log and names the first entry that is not as it was written. Prints its head, to be kept
      elsewhere: --since compares with one that was kept.
  mapping show <e-mail | client id | account id>
      Shows a login and the records it is linked to.
  mapping change <e-mail | client id | account id> --ticket <reference>
          [--client <WHMCS client id>] [--whmcs-user <WHMCS user id>] [--account <Salesforce account id>]
          [--contact <Salesforce contact id>]
      Links a login to other records and signs it out. The account and contact ids have 18 characters.
${LOGIN_USAGE}${MAIL_USAGE}${ORDERS_USAGE}${PROCESSES_USAGE}`;

/**
 * Runs one operator's command on the configured database; returns the exit code: 0 done, 1 refused or a broken chain, 2 not
 * understood. Prints its answer, and notes beside it which database that is about. Makes no database: one that is not there is a
 * wrong configuration, and would pass for an empty one. The embedded database belongs to one process: stop the portal first.
 */
export async function runOperatorCommand(
  args: readonly string[],
  environment: Record<string, string | undefined>,
  { print, note }: { print: (text: string) => void; note: (text: string) => void },
): Promise<number> {
  let command: Command;
  try {
    command = toCommand(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    print(`${error.message === "" ? "" : `${error.message}\n\n`}${USAGE}`);
    return 2;
  }
  const config = readConfig(environment);
  const { url, dataDir } = config.database;
  const place = placeOf(config);
  if (!url && !existsSync(dataDir)) {
    note(`There is no ${place}. Set DATABASE_URL, or DATA_DIR to the folder of the demo.\n`);
    return 1;
  }
  note(`Works on ${place}.\n`);
  const logger = createLogger({ level: "silent" });
  const database = await openDatabase({ url, dataDir, poolSize: 2, logger });
  try {
    const { ok, lines } = await command(database, config);
    print(lines.map((line) => `${line}\n`).join(""));
    return ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    print(`${error.message}\n`);
    return 1;
  } finally {
    await database.close();
  }
}

/** Without user and password. */
function placeOf({ mode, database: { url, dataDir } }: Config): string {
  if (!url) return `embedded database in ${dataDir} (${mode})`;
  const { host, pathname } = new URL(url);
  return `database ${host}${pathname} (${mode})`;
}

/** The command of a command line. Throws an error with what is wrong with it. */
export function toCommand(args: readonly string[]): Command {
  const [name, verb, term, ...rest] = args;
  if (name === "audit:verify") return toVerify(args.slice(1));
  if (name === "mail") return toMailCommand(args.slice(1));
  if (name === "login") return toLoginCommand(args.slice(1));
  if (name === "orders") return toOrdersCommand(args.slice(1));
  if (name === "process") return toProcessCommand(args.slice(1), PROCESSES);
  if (name !== "mapping") throw new UsageError("");
  if (term === undefined) throw new UsageError("Which login?");
  if (verb === "show" && rest.length === 0) return (database) => show(database, term);
  if (verb !== "change") throw new UsageError("");
  const { ticket, change } = parseChange(rest);
  return (database, config) => applyChange({ database, config, term, ticket, change });
}

const HEAD = /^(\d{1,15}):([0-9a-f]{64})$/;

function toVerify(args: readonly string[]): Command {
  const { values, positionals } = parseOptions(args, {
    since: { type: "string" },
    json: { type: "boolean", default: false },
  });
  if (positionals.length > 0) throw new UsageError("");
  const [, id, hash] = HEAD.exec(values.since ?? "") ?? [];
  if (values.since !== undefined && hash === undefined)
    throw new UsageError("--since: the head that was kept, <id>:<hash>");
  const kept = hash === undefined ? null : { id: Number(id), hash };
  return (database) => verify(database, kept, values.json);
}

async function verify(
  database: Database,
  kept: { id: number; hash: string } | null,
  isJson: boolean,
): Promise<Answer> {
  const report = await verifyAuditChainNow(database);
  const found = kept && (await readAuditHash(database, kept.id));
  // A chain that is whole may have been rewritten whole: only what was kept elsewhere shows that.
  const since = kept === null ? null : found === null ? "gone" : found === kept.hash ? "same" : "other";
  const ok = report.state === "whole" && (since === null || since === "same");
  if (isJson) return { ok, lines: [JSON.stringify({ ...report, since })] };
  return { ok, lines: [...describeReport(report), ...describeSince(since, kept?.id)] };
}

function describeSince(since: "gone" | "same" | "other" | null, id = 0): string[] {
  switch (since) {
    case null:
      return [];
    case "same":
      return [`Entry ${id} is the one that was kept.`];
    case "gone":
      return [
        `Entry ${id} is not there: compare with a head that is not older than the entries that are kept.`,
      ];
    case "other":
      return [`Entry ${id} is NOT the one that was kept: the log was rewritten.`];
  }
}

function describeReport(report: AuditChainReport): string[] {
  if (report.state === "whole")
    return [
      `The audit log is whole: ${report.entries} entries, the last is ${report.lastId}.`,
      `Head: ${report.lastId}:${report.hash}`,
    ];
  const faults = {
    content: `entry ${report.id} was changed`,
    link: `entry ${report.id} does not follow the one before it: something was removed, put in or rewritten there`,
    end: `entries after ${report.id} are missing`,
    base: `it begins after entry ${report.id}, and no entry says that those before were removed`,
  };
  return [`The audit log is broken: ${faults[report.fault]}.`];
}

async function show(database: Database, term: string): Promise<Answer> {
  const login = await asSystem(database, (tx) => findLogin(tx, term));
  return login ? { ok: true, lines: describe(login) } : { ok: false, lines: ["There is no such login."] };
}

function describe({ user, mapping }: Login): string[] {
  const rows: [string, string | number | null][] = [
    ["User", user.id],
    ["E-mail", user.email],
    ["Status", user.status],
    ["WHMCS client", mapping?.whmcsClientId ?? null],
    ["WHMCS user", mapping?.whmcsUserId ?? null],
    ["Salesforce account", mapping?.sfAccountId ?? null],
    ["Salesforce contact", mapping?.sfContactId ?? null],
  ];
  return rows.map(([label, value]) => `${label.padEnd(20)}${value ?? "-"}`);
}

type Order = { database: Database; config: Config; term: string; ticket: string; change: MappingChange };

async function applyChange({ database, config, term, ticket, change }: Order): Promise<Answer> {
  const now = () => new Date();
  return withSessions(config, async (sessions) => {
    const endSessions = (ids: string[]) => sessions.end(...ids);
    const outcome = await changeMapping({ database, now, endSessions }, { term, change, ticket });
    return toAnswer(outcome, await asSystem(database, (tx) => findLogin(tx, term)));
  });
}

function toAnswer(outcome: MappingOutcome, login: Login | null): Answer {
  switch (outcome.state) {
    case "changed":
      return {
        ok: true,
        lines: [`Changed; sessions ended: ${outcome.sessionsEnded}.`, ...(login ? describe(login) : [])],
      };
    case "unchanged":
      return { ok: true, lines: ["It is linked like that already. Nothing was changed."] };
    case "unknown_login":
      return { ok: false, lines: ["There is no such login. Nothing was changed."] };
    case "client_missing":
      return {
        ok: false,
        lines: ["This login has no mapping yet: --client is needed. Nothing was changed."],
      };
    case "conflict":
      return {
        ok: false,
        lines: [
          "Refused: another login holds one of these ids. Nothing was changed; the attempt is in the audit log.",
        ],
      };
  }
}

function parseChange(args: readonly string[]): { ticket: string; change: MappingChange } {
  const change: MappingChange = {};
  let ticket = "";
  for (let index = 0; index < args.length; index += 2) {
    const [name = "", value = ""] = args.slice(index, index + 2);
    switch (name) {
      case "--ticket":
        ticket = parseTicket(value);
        break;
      case "--client":
        change.whmcsClientId = parse(WhmcsClientIdSchema, name, Number(value));
        break;
      case "--whmcs-user":
        change.whmcsUserId = parse(WhmcsUserIdSchema, name, Number(value));
        break;
      case "--account":
        change.sfAccountId = parse(SfAccountIdSchema, name, value);
        break;
      case "--contact":
        change.sfContactId = parse(SfContactIdSchema, name, value);
        break;
      default:
        throw new UsageError(`${name}: unknown`);
    }
  }
  if (ticket === "") throw new UsageError("--ticket is needed");
  if (Object.keys(change).length === 0) throw new UsageError("Which id is to be another one?");
  return { ticket, change };
}

type Parser<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } };

function parse<T>(schema: Parser<T>, name: string, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UsageError(`${name}: this is no such id`);
  return parsed.data;
}
