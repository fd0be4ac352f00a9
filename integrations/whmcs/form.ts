import { moneyToDecimal, type Money } from "#domain/shared/money.ts";

type Scalar = string | number | boolean | null | undefined;

export type FormParams = {
  readonly [name: string]: Scalar | readonly Scalar[] | { readonly [key: string]: Scalar };
};

/**
 * Form body by the rules of whmcs.md 1.1: undefined and null are left out, an empty text is sent; booleans are 1 and 0,
 * since PHP reads the word "false" as true; lists as `pid[0]`, maps as `itemamount[13]`. A place left empty in a list keeps
 * the index of the ones after it, which ties parallel lists together.
 */
export function encodeForm(params: FormParams): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== "object" || value === null) append(form, name, value);
    else for (const [key, item] of Object.entries(value)) append(form, `${name}[${key}]`, item);
  }
  return form;
}

function append(form: URLSearchParams, name: string, value: Scalar): void {
  if (value === undefined || value === null) return;
  form.append(name, typeof value === "boolean" ? (value ? "1" : "0") : String(value));
}

/** Plain decimal with a point and two places, yen too: `3300.00` (whmcs.md 1.1). */
export function wireAmount(money: Money): string {
  const text = moneyToDecimal(money);
  return text.includes(".") ? text : `${text}.00`;
}
