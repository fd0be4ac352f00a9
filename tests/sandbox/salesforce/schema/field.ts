export type Value = string | number | boolean | null;
/** A stored record by canonical field name. Never changed in place: a change makes a new one, so that a snapshot is cheap. */
export type Row = Readonly<Record<string, Value>>;
export type Address = Record<string, Value>;

export type FieldType =
  | "id"
  | "string"
  | "textarea"
  | "email"
  | "phone"
  | "boolean"
  | "date"
  | "datetime"
  | "double"
  | "currency"
  | "picklist"
  | "reference"
  | "address"
  | "base64";

export type Field = {
  name: string;
  type: FieldType;
  length: number;
  scale: number;
  /** Must have a value when a record is made, and cannot be emptied. */
  required: boolean;
  /** System field, formula or auto number. */
  readOnly: boolean;
  /** Set when the record is made and fixed from then on. */
  createOnly: boolean;
  externalId: boolean;
  unique: boolean;
  caseSensitive: boolean;
  /** Restricted picklist. */
  values: readonly string[];
  defaultValue: Value;
  /** Object a lookup points to, the name of the parent in a query, and the name of the list from the other side. */
  lookup: { object: string; parent: string; children: string | null; cascade: boolean } | null;
  /** Digits of an automatic number and what stands before them. */
  autoNumber: { prefix: string; digits: number; next: number } | null;
  /** Worked out when the record is read; `siblings` finds the records of another object that point here. */
  formula: ((row: Row, children: (object: string, field: string) => Row[]) => Value | Address) | null;
};

/** An object of the org; the system fields are added to `fields`. */
export type ObjectSchema = { name: string; prefix: string; fields: readonly Field[] };

type Options = Partial<Omit<Field, "name" | "type">>;

export function field(name: string, type: FieldType, options: Options = {}): Field {
  return {
    name,
    type,
    length: 0,
    scale: 0,
    required: false,
    readOnly: false,
    createOnly: false,
    externalId: false,
    unique: false,
    caseSensitive: false,
    values: [],
    defaultValue: type === "boolean" ? false : null,
    lookup: null,
    autoNumber: null,
    formula: null,
    ...options,
  };
}

export const text = (name: string, length: number, options: Options = {}): Field =>
  field(name, "string", { length, ...options });
export const longText = (name: string, length: number): Field => field(name, "textarea", { length });
export const flag = (name: string): Field => field(name, "boolean");
export const picklist = (name: string, values: readonly string[], options: Options = {}): Field =>
  field(name, "picklist", { length: 255, values, ...options });

/** A picklist whose values the org's staff add to at will: nothing is refused. */
export const openPicklist = (name: string, options: Options = {}): Field =>
  field(name, "picklist", { length: 255, ...options });

export function lookup(
  name: string,
  object: string,
  options: Options & { parent?: string; children?: string; cascade?: boolean } = {},
): Field {
  const { parent, children, cascade, ...rest } = options;
  return field(name, "reference", {
    length: 18,
    lookup: {
      object,
      parent: parent ?? name.replace(/Id$/, "").replace(/__c$/, "__r"),
      children: children ?? null,
      cascade: cascade ?? false,
    },
    ...rest,
  });
}

/** The portal's own key: unique, case-sensitive, external id (salesforce-data-model.md 1). */
export const portalKey = (): Field =>
  text("Portal_Key__c", 64, { externalId: true, unique: true, caseSensitive: true });

/** Street, city and the rest with the platform's lengths, and the compound made of them (salesforce-wire.md 2). */
export function address(prefix: "Billing" | "Mailing" | "Shipping"): Field[] {
  const parts = [
    ["Street", 255],
    ["City", 40],
    ["State", 80],
    ["PostalCode", 20],
    ["Country", 80],
  ] as const;
  return [
    ...parts.map(([part, length]) => text(prefix + part, length)),
    field(`${prefix}Address`, "address", {
      readOnly: true,
      formula: (row) => {
        const value = (part: string): Value => row[prefix + part] ?? null;
        if (parts.every(([part]) => value(part) === null)) return null;
        return {
          city: value("City"),
          country: value("Country"),
          geocodeAccuracy: null,
          latitude: null,
          longitude: null,
          postalCode: value("PostalCode"),
          state: value("State"),
          street: value("Street"),
        };
      },
    }),
  ];
}
