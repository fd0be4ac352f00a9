/**
 * Numbers that follow a rule of world.md instead of being listed there.
 */

/** Salesforce id of the seeded series: prefix + `5h` + ten digits + checksum (`AAA`, as no upper case occurs). */
export function salesforceId(prefix: string, number: number): string {
  return `${prefix}5h${String(number).padStart(10, "0")}AAA`;
}

/** ICCID of a line (world.md 3): issuer, last six digits of the number, Luhn digit. */
export function iccidOf(msisdn: string): string {
  const body = `898110000000${msisdn.slice(-6)}`;
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    const digit = Number(body[body.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** EID of an eSIM (world.md 3): the whole number leaves 1 when divided by 97. */
export function eidOf(msisdn: string): string {
  const body = `890490320000000000000000${msisdn.slice(-6)}`;
  const check = 98n - (BigInt(`${body}00`) % 97n);
  return `${body}${String(check).padStart(2, "0")}`;
}

export function imsiOf(msisdn: string): string {
  return `44010${msisdn.slice(-10)}`;
}

/** Product number printed on a physical card. */
export function cardNumberOf(msisdn: string): string {
  return `AX${msisdn.slice(-11).padStart(13, "0")}`;
}
