import type { Database } from "#db/client.server.ts";
import type { SessionFamily } from "#db/repositories/sessions.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { closeLogin, reopenLogin } from "~/features/sessions/close-login.server.ts";
import { resetFactors } from "~/features/sessions/reset-factors.server.ts";
import { endAllSessions, viewSessions } from "~/features/sessions/staff-sessions.server.ts";
import { findLogin } from "~/features/mappings/find-login.server.ts";
import {
  parseTicket,
  UsageError,
  withSessions,
  type Answer,
  type Command,
  type SessionStore,
} from "./command.server.ts";
import type { Config } from "~/platform/config/config.server.ts";
import { createLogger } from "~/platform/log/logger.server.ts";
import { createQueue } from "~/platform/queue/queue.server.ts";

export const LOGIN_USAGE = `  login sessions <e-mail | client id | account id> --ticket <reference>
      Shows where a login is signed in. Its owner sees that this was looked at.
  login end-sessions <e-mail | client id | account id> --ticket <reference>
      Signs a login out everywhere.
  login close <e-mail | client id | account id> --ticket <reference>
      Signs a login out everywhere and lets nobody in with it any more. Its owner gets a mail.
  login reopen <e-mail | client id | account id> --ticket <reference>
      Lets the owner of a closed login sign in again, as before. They get a mail.
  login reset-factors <e-mail | client id | account id> --ticket <reference>
      Removes the passkeys, authenticator apps and recovery codes of a login and signs it out everywhere. Its owner gets a mail.
`;

type Deps = {
  database: Database;
  config: Config;
  sessions: SessionStore;
  origin: string;
  now: () => Date;
};
type Order = { userId: UserId; ticket: string };

const VERBS: Record<string, (deps: Deps, order: Order) => Promise<Answer>> = {
  sessions: async (deps, order) => describeSessions(await viewSessions(deps, order)),
  "end-sessions": async (deps, order) => {
    const ended = await endAllSessions(deps, order);
    return done(`Sessions ended: ${ended}.`);
  },
  close: (deps, order) =>
    withQueue(deps, async (rest) => {
      const outcome = await closeLogin(rest, order);
      return outcome.state === "closed"
        ? done(`Closed; sessions ended: ${outcome.sessionsEnded}.`)
        : done("It is closed already. Nothing was changed.");
    }),
  reopen: (deps, order) =>
    withQueue(deps, async (rest) => {
      const outcome = await reopenLogin(rest, order);
      return done(outcome.state === "reopened" ? "Reopened." : "It is open already. Nothing was changed.");
    }),
  "reset-factors": (deps, order) =>
    withQueue(deps, async (rest) => {
      const ended = await resetFactors(rest, order);
      return ended === null
        ? { ok: false, lines: ["The login is gone. Nothing was changed."] }
        : done(`Factors removed; sessions ended: ${ended}.`);
    }),
};

/** `login …` of a command line. Throws UsageError with what is wrong with it. */
export function toLoginCommand(args: readonly string[]): Command {
  const [verb = "", term, ...rest] = args;
  const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (!run) throw new UsageError("");
  if (term === undefined) throw new UsageError("Which login?");
  const [name, value = "", ...more] = rest;
  if (name !== "--ticket" || more.length > 0) throw new UsageError("--ticket is needed, and nothing else");
  const ticket = parseTicket(value);
  return async (database, config) => {
    const login = await asSystem(database, (tx) => findLogin(tx, term));
    if (!login) return { ok: false, lines: ["There is no such login. Nothing was changed."] };
    const order = { userId: login.user.id, ticket };
    return withSessions(config, (sessions) =>
      run(
        {
          database,
          config,
          sessions,
          now: () => new Date(),
          origin: config.publicUrl ?? `http://localhost:${config.port}`,
        },
        order,
      ),
    );
  };
}

/** Jobs can be added only to a queue that runs; it works on none of them here. */
async function withQueue<T>(
  deps: Deps,
  work: (deps: Deps & { queue: ReturnType<typeof createQueue> }) => Promise<T>,
): Promise<T> {
  const queue = createQueue({ database: deps.database, logger: createLogger({ level: "silent" }) });
  await queue.start();
  try {
    return await work({ ...deps, queue });
  } finally {
    await queue.stop();
  }
}

function describeSessions(families: SessionFamily[]): Answer {
  if (families.length === 0) return done("It is signed in nowhere.");
  return {
    ok: true,
    lines: families.map(({ device, ip, createdAt, lastUsedAt, expiresAt, remember }) =>
      [
        device === "?" ? "Device not recognised" : device,
        ip ?? "-",
        `since ${createdAt.toISOString()}`,
        `last used ${lastUsedAt.toISOString()}`,
        `until ${expiresAt.toISOString()}${remember ? ", kept signed in" : ""}`,
      ].join("  "),
    ),
  };
}

function done(line: string): Answer {
  return { ok: true, lines: [line] };
}
