/** Code points (NIST 800-63B-4): with a strong second factor a password is no longer the only thing that is asked. */
export const PASSWORD_LENGTH = { alone: 15, withStrongFactor: 8, max: 128 } as const;

/** How long a link for a new password works (portal.md 3.1: 15 to 60 minutes). */
export const RESET_MINUTES = 30;

/** Why a password is not taken; each is a message `password.fault.<name>`. */
export type PasswordFault = "missing" | "tooShort" | "tooLong" | "personal" | "common" | "pattern";

export type PasswordCheck = {
  password: string;
  /** A passkey or authenticator app is enrolled; a mailed code is none. */
  hasStrongFactor: boolean;
  /** Address and names of the person, and what the service is called: what an attacker tries first. */
  words: readonly string[];
  /** Whether a folded text is on the list of common and leaked passwords. */
  isCommon: (folded: string) => boolean;
};

/** The least length, in code points, for this person. */
export function minimumLength(hasStrongFactor: boolean): number {
  return hasStrongFactor ? PASSWORD_LENGTH.withStrongFactor : PASSWORD_LENGTH.alone;
}

/**
 * What is wrong with a new password, or null. There are no composition rules: it may hold any character, and only length
 * and how soon it would be guessed count. Judged in the form that is hashed (NFKC).
 */
export function findPasswordFault({
  password,
  hasStrongFactor,
  words,
  isCommon,
}: PasswordCheck): PasswordFault | null {
  const normal = password.normalize("NFKC");
  const length = [...normal].length;
  if (length === 0) return "missing";
  if (length > PASSWORD_LENGTH.max) return "tooLong";
  if (length < minimumLength(hasStrongFactor)) return "tooShort";

  const folded = normal.toLowerCase();
  if (isPersonal(folded, words)) return "personal";
  if (isRepetition(folded) || isSequence(folded)) return "pattern";
  return isVariationOf(folded, isCommon) ? "common" : null;
}

/** What must be left of a password when everything that others know of the person is taken out of it. */
const LEAST_REST = 8;

function isPersonal(folded: string, words: readonly string[]): boolean {
  const known = [...new Set(words.flatMap(partsOf))].sort((a, b) => b.length - a.length);
  const rest = known.reduce((text, word) => text.replaceAll(word, ""), folded);
  return rest !== folded && [...rest].filter(isLetterOrDigit).length < LEAST_REST;
}

/** The words of a name or address, and the whole of it; two letters of the Latin alphabet say too little. */
function partsOf(text: string): string[] {
  const folded = text.normalize("NFKC").toLowerCase();
  return [folded, ...folded.split(/[^\p{L}\p{N}]+/u)].filter(
    (part) => [...part].length >= (/^[\x20-\x7E]*$/.test(part) ? 3 : 2),
  );
}

/** Few different characters, or one short piece over and over. */
function isRepetition(folded: string): boolean {
  return new Set(folded).size < 5 || /^(.{1,4})\1+.{0,3}$/u.test(folded);
}

const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "あいうえおかきくけこさしすせそたちつてと",
];
const LEAST_RUN = 4;

/** Keys or letters in their order, forwards or backwards, and at most a third of anything else. */
function isSequence(folded: string): boolean {
  const characters = [...folded];
  const rows = ROWS.flatMap((row) => [row, [...row].reverse().join("")]);
  let inRuns = 0;
  for (let start = 0; start < characters.length;) {
    const run = longestRun(characters, start, rows);
    inRuns += run >= LEAST_RUN ? run : 0;
    start += run >= LEAST_RUN ? run : 1;
  }
  return inRuns * 3 >= characters.length * 2;
}

function longestRun(characters: readonly string[], start: number, rows: readonly string[]): number {
  let length = 1;
  while (start + length < characters.length) {
    const run = characters.slice(start, start + length + 1).join("");
    if (!rows.some((row) => row.includes(run))) break;
    length += 1;
  }
  return length;
}

/** A common password itself, one that was written twice, or one with digits and signs around it. */
function isVariationOf(folded: string, isCommon: (text: string) => boolean): boolean {
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const half = folded.slice(0, folded.length / 2);
  const isTwice = folded.length % 2 === 0 && half.repeat(2) === folded;
  const candidates = [folded, folded.replace(/[\s._-]+/g, ""), core, ...(isTwice ? [half] : [])];
  return candidates.some((text) => [...text].length >= LEAST_RUN && isCommon(text));
}

function isLetterOrDigit(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
