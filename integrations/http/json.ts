type SourceReviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown;

/**
 * JSON without lost digits: a number that JavaScript cannot hold exactly comes as the text it was written in, so that a
 * payment reference of 18 digits stays itself. Everything else is as JSON.parse gives it. Throws SyntaxError, whose message
 * quotes the text: do not log it.
 */
export function parseJson(text: string): unknown {
  // Asking for every value costs time, and few answers hold a number this long.
  if (!/\d{16}/.test(text.replaceAll(".", ""))) return JSON.parse(text);
  const revive: SourceReviver = (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && !isExact(source) ? source : value;
  return JSON.parse(text, revive as (this: unknown, key: string, value: unknown) => unknown);
}

/** A double is written with at most seventeen significant digits; whole numbers are exact up to 2^53. */
function isExact(source: string): boolean {
  if (/^-?\d+$/.test(source)) return Number.isSafeInteger(Number(source));
  const [digits = ""] = source.split(/[eE]/);
  return digits.replace(/[-.]/g, "").replace(/^0+/, "").length <= 17;
}

/** The JSON object in a text; null when the text is anything else. */
export function parseJsonObject(text: string): Record<string, unknown> | null {
  try {
    const value = parseJson(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
