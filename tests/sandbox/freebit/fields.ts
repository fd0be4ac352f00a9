import { isDay } from "../dates.ts";
import { Refusal } from "./refusal.ts";

type Json = Record<string, unknown>;

/** The request's JSON read as the server reads it: absent, null and "" are not given, numbers count as text (freebit.md 2). */
export class Fields {
  private readonly json: Json;
  constructor(json: Json) {
    this.json = json;
  }

  /** By path, `mnp.method`; empty when not given. */
  text(path: string): string {
    const value = path.split(".").reduce<unknown>((at, key) => asObject(at)?.[key], this.json);
    if (typeof value === "number") return String(value);
    return typeof value === "string" ? value : "";
  }

  /** Null when not given. */
  object(name: string): Fields | null {
    const value = asObject(this.json[name]);
    return value === null ? null : new Fields(value);
  }

  /** Names of what is given. */
  names(): string[] {
    return Object.keys(this.json).filter((name) => this.text(name) !== "");
  }

  items(name: string): Fields[] {
    const value = this.json[name];
    return Array.isArray(value) ? value.map((item) => new Fields(asObject(item) ?? {})) : [];
  }

  /** One text per field, objects as `mnp.method`: for the call log and the fault switch. */
  flat(): Record<string, string> {
    const flat: Record<string, string> = {};
    const visit = (path: string, value: unknown): void => {
      if (typeof value === "object" && value !== null)
        for (const [key, entry] of Object.entries(value)) visit(path === "" ? key : `${path}.${key}`, entry);
      else flat[path] = String(value);
    };
    visit("", this.json);
    return flat;
  }
}

function asObject(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

export type Rule = {
  field: string;
  required?: boolean;
  format: RegExp | ((text: string) => boolean);
  /** Instead of "<field> format". */
  message?: string;
};

/** Required fields first, formats afterwards; the first failure is the answer (freebit.md 3.3). */
export function check(fields: Fields, rules: readonly Rule[]): void {
  for (const { field, required } of rules)
    if (required && fields.text(field) === "") throw new Refusal("400-300", `${field} is required`);
  for (const { field, format, message } of rules) {
    const text = fields.text(field);
    const fits = typeof format === "function" ? format(text) : format.test(text);
    if (text !== "" && !fits) throw new Refusal("400-301", message ?? `${field} format`);
  }
}

export const PHONE = /^\d{11,14}$/;
export const PHONE_OR_GROUP = /^(?:\d{11,14}|[A-Z0-9]{4}_\d{11})$/;
export const PRODUCT_NUMBER = /^[A-Z]{2}\d{13}$/;
export const EID = /^\d{32}$/;
export const PLAN_CODE = /^[A-Za-z0-9_-]{1,32}$/;
export const FLAG = /^(?:10|20)$/;
export const CONTRACT_LINE = /^[45]G$/;
export const RESERVATION = /^\d{10}$/;
export const CREATE_TYPE = /^(?:new|add)$/;
export const GENDER = /^[MWC]$/;
export const YEN = /^\d{1,6}$/;
export const COMPACT_DAY = (text: string): boolean => /^\d{8}$/.test(text) && isDay(toDay(text));
export const ANY_DAY = (text: string): boolean => isDay(toDay(text));
/** Neither Latin letters nor half-width katakana; length in characters. */
export const FULL_WIDTH = (text: string): boolean =>
  /^[\u2010-\u2025\u3000-\uff60\uffe0-\u{10ffff}]{1,50}$/u.test(text);
export const FULL_WIDTH_KANA = /^[ァ-ヺー・\u3000]{1,50}$/;

/** `YYYYMMDD`, `YYYY/MM/DD` or `YYYY-MM-DD` as `YYYY-MM-DD`; other texts unchanged. */
export function toDay(text: string): string {
  return text.replace(/^(\d{4})[/-]?(\d{2})[/-]?(\d{2})$/, "$1-$2-$3");
}

export function compactDay(day: string): string {
  return day.replaceAll("-", "");
}
