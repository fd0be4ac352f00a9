import { SUCCESS, type Code } from "./codes.ts";

export type AnswerBody = Record<string, unknown>;

export type Answer =
  | { kind: "success"; body: AnswerBody }
  /** Any code but 100, of the call or of one of its items. Their words are left out: they are free, and may quote what was sent. */
  | { kind: "error"; code: Code }
  /** JSON without a result code, or success with a status that says something else. */
  | { kind: "no_verdict" }
  /** No answer of the API at all: HTML, an empty body, success claimed by an error page. */
  | { kind: "unusable" };

const PLAIN: ReadonlySet<string> = new Set(["", "200"]);

/** Reads the envelope of freebit.md 3.2. The verdict stands in the body; handled calls have HTTP status 200. */
export function readAnswer({ status, text }: { status: number; text: string }): Answer {
  const body = parseObject(text);
  if (body === null) return { kind: "unusable" };
  const code = codeOf(body);
  if (code.resultCode === "") return status === 200 ? { kind: "no_verdict" } : { kind: "unusable" };
  if (code.resultCode !== SUCCESS) return { kind: "error", code };
  if (status !== 200) return { kind: "unusable" };
  const { responseDatas } = body;
  const items = Array.isArray(responseDatas) ? responseDatas.map((item) => codeOf(toObject(item))) : [];
  // One item's refusal is the call's, whatever stands above it.
  const refused = items.find(({ resultCode }) => resultCode !== "" && resultCode !== SUCCESS);
  if (refused) return { kind: "error", code: refused };
  // What we know as done says 200, or nothing. Anything else may be half of it.
  if ([code, ...items].some(({ statusCode }) => !PLAIN.has(statusCode))) return { kind: "no_verdict" };
  return { kind: "success", body };
}

/** Codes come as numbers and as text; `status` may be missing. */
function codeOf(body: AnswerBody): Code {
  const status = toObject(body["status"]);
  return { resultCode: codeField(body["resultCode"]), statusCode: codeField(status["statusCode"]) };
}

/** Anything longer is no code, and may be anything. */
function codeField(value: unknown): string {
  const text = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
  return text.length <= 10 ? text : "unreadable";
}

function toObject(value: unknown): AnswerBody {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as AnswerBody) : {};
}

function parseObject(text: string): AnswerBody | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as AnswerBody)
      : null;
  } catch {
    // The parser's error quotes the body, so it is dropped here.
    return null;
  }
}
