import { findMail, listMailOf, type OutboxMail } from "#db/repositories/mail-outbox.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { MailStatus } from "#db/schema/messages.server.ts";
import { parseOptions, UsageError, type Answer, type Command } from "./command.server.ts";

export const MAIL_USAGE = `  mail list [--state queued|sent|failed] [--json]
      Mail, the newest first: kind, state and times, never what it says.
  mail show <id> [--json]
      The same of one mail.
`;

const LIMIT = 200;
const STATES: readonly MailStatus[] = ["queued", "sent", "failed"];
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `mail …` of a command line. Throws UsageError. */
export function toMailCommand([verb, ...rest]: readonly string[]): Command {
  const { values, positionals } = parseOptions(rest, {
    state: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const [id = "", ...more] = positionals;
  if (verb === "list" && positionals.length === 0) {
    const state = STATES.find((each) => each === values.state);
    if (values.state !== undefined && state === undefined) throw new UsageError("--state: unknown");
    return (database) =>
      asSystem(database, async (tx) => answer(await listMailOf(tx, { state, limit: LIMIT }), values.json));
  }
  if (verb !== "show" || values.state !== undefined) throw new UsageError("");
  if (!ID.test(id) || more.length > 0)
    throw new UsageError("Which mail? Its id is the first column of the list");
  return async (database) => {
    const found = await asSystem(database, (tx) => findMail(tx, id));
    return found ? answer([found], values.json) : { ok: false, lines: ["There is no such mail."] };
  };
}

/** Without the address and the text: codes and links stand in it. */
function toView({ id, userId, template, language, status, attempts, createdAt, sentAt }: OutboxMail) {
  return { id, userId, template, language, status, attempts, createdAt, sentAt };
}

function answer(mails: readonly OutboxMail[], isJson: boolean): Answer {
  const rows = mails.map(toView);
  if (isJson) return { ok: true, lines: [JSON.stringify(rows)] };
  if (rows.length === 0) return { ok: true, lines: ["None."] };
  return {
    ok: true,
    lines: rows.map((row) =>
      [
        row.id,
        row.template.padEnd(20),
        row.status.padEnd(6),
        `tries ${row.attempts}`,
        `made ${row.createdAt.toISOString()}`,
        row.sentAt === null ? "" : `sent ${row.sentAt.toISOString()}`,
        row.userId ?? "",
      ]
        .filter(Boolean)
        .join("  "),
    ),
  };
}
