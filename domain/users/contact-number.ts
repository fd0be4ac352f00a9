const MOBILE = /^0[6789]0[1-9]\d{7}$/;
/** 050 and free numbers with eleven digits. */
const OTHER_ELEVEN = /^0(?:50\d{8}|800\d{7})$/;
/** Ten digits; area codes have two to five of them. Mobile and 020 numbers are longer. */
const FIXED = /^0(?!20|[5-9]0)[1-9]\d{8}$/;
const FOREIGN = /^\+(?!81)[1-9]\d{6,14}$/;

/**
 * A phone number that a person can be called at (JP-PH-1 to 3): full width, brackets and spaces are taken, hyphens stay as they
 * were typed, `+81` becomes the leading 0. Null for anything else. Numbers of lines have rules of their own.
 */
export function readContactNumber(typed: string): string | null {
  const text = typed
    .normalize("NFKC")
    .replace(/[\p{Pd}\u2212ー]/gu, "-")
    .replace(/[\s.]/g, "")
    .replace(/\((\d+)\)/g, "-$1-")
    .replace(/^\+?81-?(?:-0-)?0?(?=[1-9])/, (code) => (code.startsWith("+") ? "0" : code))
    .replace(/-{2,}/g, "-")
    .replace(/^-|-$/g, "");
  if (!/^\+?[\d-]+$/.test(text)) return null;
  const digits = text.replaceAll("-", "");
  if (FOREIGN.test(digits)) return digits;
  return [MOBILE, OTHER_ELEVEN, FIXED].some((shape) => shape.test(digits)) ? text : null;
}
