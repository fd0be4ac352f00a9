import type { Clock } from "../clock.ts";
import { idOf } from "./ids.ts";
import { listObjects, type ChildRelation } from "./schema/objects.ts";
import type { Address, Field, ObjectSchema, Row, Value } from "./schema/field.ts";

export const ORG_ID = "00D5h0000000001EAA";
export const INTEGRATION_USER_ID = "0055h0000000001AAA";

/** `before` null: made; `after` null: removed. */
export type Written = { object: ObjectSchema; before: Row | null; after: Row | null };

export type Deleted = { id: string; at: string };

export type Store = {
  /** All records of an object, in the order they were made. */
  list(object: ObjectSchema): Row[];
  find(object: ObjectSchema, id: string): Row | null;
  put(object: ObjectSchema, row: Row): void;
  /** Removes a record and remembers when, for `deleted`. */
  remove(object: ObjectSchema, id: string): void;
  deleted(object: ObjectSchema): readonly Deleted[];
  nextId(object: ObjectSchema): string;
  nextNumber(object: ObjectSchema, field: Field): string;
  /** Datetime as Salesforce writes it, now. */
  stamp(): string;
  /** Day in Tokyo. */
  today(): string;
  now(): Date;
  /** What was written since the last call and not gone back on, one entry for each write, in their order. */
  takeWritten(): Written[];
  /** The state of all tables, to go back to. Numbers that were given out since stay given out. */
  snapshot(): { restore(): void };
  /** Runs `work`; when it throws or `keep` says no, everything is as before. */
  transaction<T>(work: () => T, keep?: (result: T) => boolean): T;
};

/** Ids and numbers of records made here stay clear of the seeded ones. */
const FIRST_ID = 9_000_001;

/** The org's tables in memory. */
export function createStore(clock: Clock): Store {
  let tables = new Map(listObjects().map((object) => [object.name, new Map<string, Row>()]));
  let graves = new Map(listObjects().map((object) => [object.name, [] as readonly Deleted[]]));
  const counters = new Map<string, number>();
  let written: Written[] = [];

  const count = (key: string, first: number): number => {
    const next = counters.get(key) ?? first;
    counters.set(key, next + 1);
    return next;
  };
  const table = (object: ObjectSchema): Map<string, Row> => tables.get(object.name) ?? new Map<string, Row>();
  const stamp = (): string => toStamp(clock.now());
  const snapshot = () => {
    const kept = {
      tables: new Map([...tables].map(([name, rows]) => [name, new Map(rows)])),
      graves: new Map(graves),
      written: [...written],
    };
    return {
      restore: () => {
        ({ tables, graves, written } = kept);
      },
    };
  };

  return {
    list: (object) => [...table(object).values()],
    find: (object, id) => table(object).get(id) ?? null,
    put(object, row) {
      const id = String(row["Id"]);
      written.push({ object, before: table(object).get(id) ?? null, after: row });
      table(object).set(id, row);
    },
    remove(object, id) {
      written.push({ object, before: table(object).get(id) ?? null, after: null });
      table(object).delete(id);
      graves.set(object.name, [...(graves.get(object.name) ?? []), { id, at: stamp() }]);
    },
    deleted: (object) => graves.get(object.name) ?? [],
    nextId: (object) => idOf(object.prefix, count(`${object.name}.Id`, FIRST_ID)),
    nextNumber(object, field) {
      const { prefix, digits, next } = field.autoNumber ?? { prefix: "", digits: 1, next: 1 };
      return prefix + String(count(`${object.name}.${field.name}`, next)).padStart(digits, "0");
    },
    stamp,
    today: () => clock.today(),
    now: () => clock.now(),
    takeWritten() {
      const taken = written;
      written = [];
      return taken;
    },
    snapshot,
    transaction(work, keep = () => true) {
      const before = snapshot();
      try {
        const result = work();
        if (!keep(result)) before.restore();
        return result;
      } catch (error) {
        before.restore();
        throw error;
      }
    },
  };
}

/** `2026-11-23T08:15:02.000+0000`: no colon in the offset (salesforce-wire.md 2). */
export function toStamp(instant: Date): string {
  return instant.toISOString().replace("Z", "+0000");
}

/** A field's value as it is read, formulas worked out. */
export function readField(store: Store, field: Field, row: Row): Value | Address {
  if (field.formula === null) return row[field.name] ?? null;
  return field.formula(row, (name, reference) => {
    const object = listObjects().find((each) => each.name === name);
    return object ? store.list(object).filter((child) => child[reference] === row["Id"]) : [];
  });
}

export function listChildRows(store: Store, relation: ChildRelation, id: string): Row[] {
  return store.list(relation.object).filter((row) => row[relation.field.name] === id);
}
