import { dictionary } from "@zxcvbn-ts/language-common";

let common: ReadonlySet<string> | null = null;

/**
 * Whether a text, in lower case, is among some 50,000 passwords that people choose and leaks have shown. The list comes
 * with its package: nothing is asked of anybody at run time, and no part of a password leaves the process.
 */
export function isCommonPassword(folded: string): boolean {
  // Made at first use: the set costs 30 ms and a few MB, and most processes never need it.
  common ??= new Set(dictionary["passwords-common"]);
  return common.has(folded);
}
