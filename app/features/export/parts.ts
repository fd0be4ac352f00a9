import type { MessageKey } from "~/messages/keys.ts";

/** What a copy of a customer's data is made of: its parts in their order, and whose data each is. */
export const EXPORT_PARTS = {
  login: "portal",
  records: "portal",
  sessions: "portal",
  devices: "portal",
  factors: "portal",
  activity: "portal",
  notifications: "portal",
  mails: "portal",
  invoiceTexts: "portal",
  billingAccount: "billing",
  invoices: "billing",
  payments: "billing",
  credits: "billing",
  payMethods: "billing",
  customerAccount: "customers",
  contact: "customers",
} as const satisfies Record<string, "portal" | "billing" | "customers">;
export type PartName = keyof typeof EXPORT_PARTS;
export const PART_NAMES = Object.keys(EXPORT_PARTS) as PartName[];

type FieldOf<Key> = Key extends `export.field.${infer Name}` ? Name : never;
/** Every field has a name in both languages, or it does not compile. */
export type FieldName = FieldOf<MessageKey>;
/** Instants are ISO text, days `YYYY-MM-DD`, amounts decimal text beside their currency. */
export type ExportRow = Partial<Record<FieldName, string | number | boolean | null>>;

export type ExportPart =
  | {
      state: "read";
      rows: ExportRow[];
      /** Older entries that the file has no room for. */
      left: number;
      /** Entries that the system has and that cannot be read. */
      unreadable?: number;
    }
  /** There is no such record of this customer. */
  | { state: "none" }
  /** The system that has it did not tell. */
  | { state: "unavailable" };

export type DataExport = {
  /** ISO text: everything in it was read then. */
  madeAt: string;
  /** Until when its files can be had. */
  until: string;
  parts: Record<PartName, ExportPart>;
};
