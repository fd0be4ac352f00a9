const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** The three characters that tell upper from lower case in a 15-character id (salesforce-wire.md 2). */
export function checksum(id15: string): string {
  return [0, 5, 10]
    .map((start) => {
      const bits = [...id15.slice(start, start + 5)].reduce(
        (sum, character, index) => sum + (/[A-Z]/.test(character) ? 2 ** index : 0),
        0,
      );
      return ALPHABET[bits] ?? "";
    })
    .join("");
}

/** The 18-character form; null for what is no id. A wrong checksum is no id. */
export function widen(text: string): string | null {
  if (/^[A-Za-z0-9]{15}$/.test(text)) return text + checksum(text);
  if (!/^[A-Za-z0-9]{18}$/.test(text)) return null;
  // Systems that lose the case keep the checksum, so it is compared without case.
  return checksum(text.slice(0, 15)) === text.slice(15).toUpperCase()
    ? text.slice(0, 15) + text.slice(15).toUpperCase()
    : null;
}

/** Prefix + `5h` + ten digits, the series of the seeded world. */
export function idOf(prefix: string, number: number): string {
  const id15 = `${prefix}5h${String(number).padStart(10, "0")}`;
  return id15 + checksum(id15);
}
