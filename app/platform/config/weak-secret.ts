const PLACEHOLDERS = /change.?me|replace.?me|secret|passw|example|12345678/i;
const LEAST_CHARACTERS = 12;

/** Whether nobody's generator made this: few different characters, or words that stand in examples. */
export function isWeak(secret: string): boolean {
  return new Set(secret).size < LEAST_CHARACTERS || PLACEHOLDERS.test(secret);
}
