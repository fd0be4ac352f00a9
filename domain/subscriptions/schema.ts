import { z } from "zod";
import { CalendarDateSchema } from "../shared/dates.ts";
import { BillingProductIdSchema, ServiceIdSchema } from "../shared/ids.ts";
import { MoneySchema } from "../shared/money.ts";

export const SERVICE_STATUSES = [
  "pending",
  "active",
  "suspended",
  "terminated",
  "cancelled",
  "fraud",
  "completed",
] as const;

export const BILLING_CYCLES = [
  "free",
  "one_time",
  "monthly",
  "quarterly",
  "semi_annually",
  "annually",
  "biennially",
  "triennially",
] as const;

/** Something the customer has, as the billing system keeps it. Logins, servers and staff's notes never get this far. */
export const ServiceSchema = z.object({
  id: ServiceIdSchema,
  productId: BillingProductIdSchema,
  /** In the client's language where the billing system has it. */
  name: z.string(),
  groupName: z.string(),
  status: z.enum([...SERVICE_STATUSES, "unknown"]),
  cycle: z.enum([...BILLING_CYCLES, "unknown"]),
  /** Of each cycle, in the client's currency. */
  amount: MoneySchema,
  registeredOn: CalendarDateSchema.nullable(),
  /** Null for what is free or paid once. */
  nextDueOn: CalendarDateSchema.nullable(),
});
export type Service = z.infer<typeof ServiceSchema>;
