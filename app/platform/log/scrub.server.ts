/** Names of fields that are never logged, whatever they hold. Compared without case, hyphens and underscores. */
const SECRET_FIELD =
  /pass|secret|token|authorization|cookie|credential|apikey|accesskey|identifier|session$|csrf|otp|signature/;
const PERSONAL_FIELD =
  /e?mail(?!id$)|phone|msisdn|address(?!toallow$)|postcode|firstname|lastname|fullname|companyname|birth|kana|recipient|subject|^name$|^body$|^text$|^html$/;

const MASKS: readonly [RegExp, string][] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, "[token]"],
  [/[^\s"'<>@=&?/]{1,64}@[^\s"'<>@/]+\.[^\s"'<>@/,;)]+/gu, "[e-mail]"],
  [/((?:access_token|token|password2?|secret|identifier|code|csrf)=)[^&\s"']+/gi, "$1[secret]"],
  // In prose: what follows the word, where it looks like one and not like a word of the language.
  [
    /\b((?:token|secret|password|api key|key|bearer|authorization|credential)s?(?:\s+is)?[\s:"'`]+)((?=[^\s"'`,;]*[\d_])[\w.+/=-]{6,})/gi,
    "$1[secret]",
  ],
  [/\b(?:tok|sk|pk|rk|pm|cus|card|seti|src|whsec)_[A-Za-z0-9_]{4,}/g, "[token]"],
  [/(?:\+81|\b0)[-\d ]{8,13}\d\b/g, "[phone]"],
  [/\b(?:\d[ -]?){13,19}\b/g, "[number]"],
];

const MAX_DEPTH = 6;
const MAX_TEXT = 4000;

/** Masks what looks like a secret, an address or a number of a person inside free text, and cuts it at 4,000 characters. */
export function scrubText(text: string): string {
  let scrubbed = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  for (const [pattern, mask] of MASKS) scrubbed = scrubbed.replace(pattern, mask);
  return scrubbed;
}

/** A copy that may be logged. `err` is left to the error serializer, which scrubs its own output. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return scrubText(value);
  if (value === null || typeof value !== "object" || value instanceof Error) return value;
  if (value instanceof Date) return value.toISOString();
  if (depth >= MAX_DEPTH) return "[deep]";
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => scrub(item, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const name = key.toLowerCase().replace(/[-_]/g, "");
    copy[key] = SECRET_FIELD.test(name) || PERSONAL_FIELD.test(name) ? "[redacted]" : scrub(item, depth + 1);
  }
  return copy;
}
