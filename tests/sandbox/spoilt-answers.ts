import type { SpecialFault } from "./faults.ts";
import { jsonReply, type Reply } from "./http.ts";

/**
 * Answers that arrive in good form and are not true, in the shape of the true one: what a provider sends that has lost a
 * table, mixed up its customers, or been upgraded over night. Each does the work first.
 */
export const SPOILT_ANSWERS: Record<string, SpecialFault> = {
  empty_with_counters: {
    about: "does the work, answers its counters without the rows",
    work: true,
    reply: (original) => rewrite(original, withoutRows),
  },
  foreign_owner: {
    about: "does the work, answers with another customer in every place that names one",
    work: true,
    reply: (original) => rewrite(original, (value) => withOwner(value)),
  },
  unreadable_rows: {
    about: "does the work, answers rows whose values are of another kind",
    work: true,
    reply: (original) => rewrite(original, (value) => withOddRows(value, false)),
  },
};

const OWNERS = new Set(["userid", "clientid", "client_id", "AccountId"]);
const FOREIGN_ACCOUNT = "0015h00000FoReIgNAAA".slice(0, 18);

function rewrite(original: Reply | null, change: (value: unknown) => unknown): Reply {
  const reply = original ?? jsonReply({});
  try {
    return { ...reply, body: JSON.stringify(change(JSON.parse(String(reply.body)))) };
  } catch {
    // An answer without a body has nothing to spoil.
    return reply;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapValues(value: Record<string, unknown>, map: (value: unknown, name: string) => unknown) {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, map(inner, name)]));
}

function withoutRows(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return isRecord(value) ? mapValues(value, withoutRows) : value;
}

function withOwner(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((inner) => withOwner(inner, name));
  if (isRecord(value)) return mapValues(value, withOwner);
  if (!OWNERS.has(name)) return value;
  return name === "AccountId" ? FOREIGN_ACCOUNT : 999_999;
}

/** Counters and the result stay; what stands in rows, or in the record that was asked for, is turned into lists. */
function withOddRows(value: unknown, isRow: boolean): unknown {
  if (Array.isArray(value)) return value.map((inner) => withOddRows(inner, true));
  if (isRecord(value)) return mapValues(value, (inner) => withOddRows(inner, isRow));
  return isRow ? [value] : value;
}
