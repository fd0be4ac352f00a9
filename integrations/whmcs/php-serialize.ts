export type PhpValue = string | number | boolean | null | { readonly [key: string]: PhpValue };

/**
 * `base64(serialize(array))`, the form of customfields, configoptions and customvars (whmcs.md 1.2). Only whole numbers
 * are known; a fraction is a RangeError.
 */
export function encodePhpArray(value: { readonly [key: string]: PhpValue }): string {
  return Buffer.from(phpSerialize(value), "utf8").toString("base64");
}

/** PHP's serialize text for the subset the portal sends (whmcs.md 1.2). */
export function phpSerialize(value: PhpValue): string {
  if (value === null) return "N;";
  if (typeof value === "boolean") return `b:${value ? 1 : 0};`;
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new RangeError("only whole numbers can be serialized");
    return `i:${value};`;
  }
  // Bytes, not characters: with a wrong length PHP drops the whole array, silently.
  if (typeof value === "string") return `s:${Buffer.byteLength(value, "utf8")}:"${value}";`;
  const entries = Object.entries(value);
  return `a:${entries.length}:{${entries.map(([key, item]) => phpKey(key) + phpSerialize(item)).join("")}}`;
}

/** PHP turns keys that are canonical decimal integers into integers: "2", not "02". */
function phpKey(key: string): string {
  return /^(?:0|-?[1-9]\d{0,17})$/.test(key) ? `i:${key};` : phpSerialize(key);
}
