import { parseJsonObject } from "#integrations/http/json.ts";

export type AnswerBody = Record<string, unknown>;

export type Answer =
  | { kind: "success"; body: AnswerBody; warning: string | null }
  /** WHMCS refused; `message` is its only discriminator. */
  | { kind: "error"; message: string }
  /** JSON without a verdict, for example a lone warning: a failure (whmcs.md 1.3). */
  | { kind: "no_verdict" }
  /**
   * Cannot be read: HTML, PHP warnings, an empty body, with whatever status. `isSpoilt`: the API's own answer is in it, so
   * that WHMCS works and only this record of it does not.
   */
  | { kind: "unusable"; isSpoilt: boolean };

/** Reads a body in the order of whmcs.md 1.3. The HTTP status plays no part: refusals come with 200 and with 403. */
export function readAnswer(text: string): Answer {
  const body = parseJsonObject(text);
  if (body === null) return { kind: "unusable", isSpoilt: /"(?:result|status)"\s*:/.test(text) };
  const result = lower(body["result"]);
  // A `status` of any other value is no verdict: invoices have one.
  if (result === "error" || lower(body["status"]) === "error") {
    const { message } = body;
    return { kind: "error", message: typeof message === "string" ? message : "" };
  }
  if (result !== "success") return { kind: "no_verdict" };
  const { warning } = body;
  return { kind: "success", body, warning: typeof warning === "string" ? warning : null };
}

function lower(value: unknown): string {
  return typeof value === "string" ? value.trim().toLowerCase() : "";
}

/** Messages vary in case and white space, the reference's own too (whmcs.md 1.5): compare them in this form. */
export function normalizeMessage(message: string): string {
  return message.replace(/\s+/g, " ").trim().toLowerCase();
}

export type AccessFault = {
  access:
    "authentication_failed" | "invalid_credentials" | "invalid_ip" | "invalid_permissions" | "access_denied";
  /** Our address as WHMCS saw it, to be put on its allowlist. */
  addressToAllow: string | null;
};

/** The operator's configuration is at fault, never the customer (whmcs.md 1.4). Null for any other refusal. */
export function findAccessFault(message: string): AccessFault | null {
  const text = normalizeMessage(message);
  const addressToAllow = /^invalid ip ([0-9a-f.:]+)/.exec(text)?.[1] ?? null;
  if (text.startsWith("authentication failed")) return { access: "authentication_failed", addressToAllow };
  if (text.startsWith("invalid or missing credentials"))
    return { access: "invalid_credentials", addressToAllow };
  if (text.startsWith("invalid ip")) return { access: "invalid_ip", addressToAllow };
  if (text.startsWith("invalid permissions")) return { access: "invalid_permissions", addressToAllow };
  if (text.startsWith("access denied")) return { access: "access_denied", addressToAllow };
  return null;
}
