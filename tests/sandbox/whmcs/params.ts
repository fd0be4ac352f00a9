import type { PhpArray, PhpValue, Serialized } from "./php.ts";
import { isTruthy, readSerializedMap, toInteger } from "./php.ts";
import { Refusal } from "./refusal.ts";

/** Request parameters read the way WHMCS reads them. */
export class Params {
  private readonly form: PhpArray;
  constructor(form: PhpArray) {
    this.form = form;
  }

  /** Sent at all, even empty: an empty text is a value (whmcs.md 1.1). */
  given(name: string): boolean {
    return this.form.has(name);
  }

  /** Empty when missing or an array. */
  text(name: string): string {
    const value = this.form.get(name);
    return typeof value === "string" ? value : "";
  }

  /** 0 when missing or no number. */
  id(name: string): number {
    return toInteger(this.text(name));
  }

  flag(name: string): boolean {
    return isTruthy(this.text(name));
  }

  /** The entries of an array parameter; none when it is missing. Refuses a plain text. */
  array(name: string): Map<string, PhpValue> {
    const value = this.form.get(name);
    if (value === undefined) return new Map();
    if (typeof value === "string") throw new Refusal(`Expecting parameter '${name}' to be an array`);
    return value;
  }

  /** Texts of an array parameter by key; a plain text gives none. */
  texts(name: string): Map<string, string> {
    const value = this.form.get(name);
    const found = new Map<string, string>();
    if (value instanceof Map)
      for (const [key, entry] of value) if (typeof entry === "string") found.set(key, entry);
    return found;
  }

  /** A `base64(php_serialize(array))` parameter; null when missing or unreadable, which WHMCS does not tell apart. */
  serialized(name: string): Map<string, Serialized> | null {
    return readSerializedMap(this.text(name));
  }

  /** Paging of whmcs.md 2.2: row offset (default 0) and page size (default 25). */
  page(): { start: number; size: number } {
    const size = this.id("limitnum");
    return { start: Math.max(0, this.id("limitstart")), size: size > 0 ? size : 25 };
  }

  /** All parameters with one text each, arrays as `name[key]`: for the call log and the fault switch. */
  flat(): Record<string, string> {
    const flat: Record<string, string> = {};
    const visit = (prefix: string, value: PhpValue): void => {
      if (typeof value === "string") flat[prefix] = value;
      else for (const [key, entry] of value) visit(`${prefix}[${key}]`, entry);
    };
    for (const [name, value] of this.form) visit(name, value);
    return flat;
  }
}
