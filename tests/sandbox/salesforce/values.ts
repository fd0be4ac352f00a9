import { isDay } from "../dates.ts";
import { Failure } from "./failure.ts";
import { widen } from "./ids.ts";
import type { Field, Value } from "./schema/field.ts";
import { findObject } from "./schema/objects.ts";
import { toStamp, type Store } from "./store.ts";

/** A value of a request body as it is stored. Throws Failure with the code Salesforce answers (salesforce-wire.md 2, 11). */
export function toStored(store: Store, field: Field, value: unknown): Value {
  if (value === null || value === undefined || value === "") return null;
  switch (field.type) {
    case "boolean":
      if (typeof value === "boolean") return value;
      throw unreadable(field, value);
    case "double":
    case "currency":
      if (typeof value === "number") return round(value, field.scale);
      throw unreadable(field, value);
    case "date":
      if (typeof value === "string" && isDay(value.slice(0, 10))) return value.slice(0, 10);
      throw unreadable(field, value);
    case "datetime": {
      const instant = typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value) : null;
      if (instant === null || Number.isNaN(instant.getTime())) throw unreadable(field, value);
      return toStamp(instant);
    }
    case "reference":
      return toReference(store, field, value);
    case "base64":
      if (typeof value === "string" && /^[A-Za-z0-9+/]+={0,2}$/.test(value)) return value;
      throw new Failure("INVALID_BASE64_CHARACTERS", "Value for field is not a valid Base64 encoded string");
    case "id":
    case "address":
      throw unreadable(field, value);
    default:
      return toText(field, value);
  }
}

function toText(field: Field, value: unknown): string {
  if (typeof value !== "string") throw unreadable(field, value);
  if (field.length > 0 && value.length > field.length)
    throw new Failure(
      "STRING_TOO_LONG",
      `${field.name}: data value too large: ${value.slice(0, 80)} (max length=${field.length})`,
      { fields: [field.name] },
    );
  if (field.type === "email" && !/^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>.]+$/.test(value))
    throw new Failure("INVALID_EMAIL_ADDRESS", `${field.name}: invalid email address: ${value}`, {
      fields: [field.name],
    });
  if (field.values.length > 0 && !field.values.includes(value))
    throw new Failure(
      "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
      `${field.name}: bad value for restricted picklist field: ${value}`,
      { fields: [field.name] },
    );
  return value;
}

function toReference(store: Store, field: Field, value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const id = widen(text);
  if (id === null)
    throw new Failure("MALFORMED_ID", `${field.name}: id value of incorrect type: ${text}`, {
      fields: [field.name],
    });
  const target = findObject(field.lookup?.object ?? "");
  if (target === null || !store.find(target, id))
    throw new Failure("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", { fields: [] });
  return id;
}

function unreadable(field: Field, value: unknown): Failure {
  const shown = typeof value === "string" ? value : JSON.stringify(value);
  return new Failure(
    "JSON_PARSER_ERROR",
    `Cannot deserialize instance of ${field.type} from ${JSON.stringify(shown)} value ${shown} or request may be missing a required field`,
  );
}

function round(value: number, scale: number): number {
  return Math.round(value * 10 ** scale) / 10 ** scale;
}
