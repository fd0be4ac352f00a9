/** 13 to 19 digits, of either width, with the spaces and hyphens that people put between them. */
const RUN = /(?<![\d０-９])[\d０-９](?:[ \u00a0\u3000.\-‐-―−－]?[\d０-９]){12,18}(?![\d０-９])/g;

/** Puts dots for all but the last four digits of what is a card number, by its first digit and check digit. */
export function maskCardNumbers(text: string): string {
  return text.replace(RUN, (run) => (isCardNumber(digitsOf(run)) ? masked(run) : run));
}

/** The same for any number as long as a card's: where a card is described, a mistyped one is no other number. */
export function maskLongNumbers(text: string): string {
  return text.replace(RUN, masked);
}

function masked(run: string): string {
  return `•••• ${digitsOf(run).slice(-4)}`;
}

function digitsOf(run: string): string {
  return run.normalize("NFKC").replace(/\D/g, "");
}

function isCardNumber(digits: string): boolean {
  if (!/^[2-6]/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
