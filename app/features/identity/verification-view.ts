import type { Account } from "#domain/users/customer.ts";

/** The identity check as pages get it; times are ISO text. */
export type Verification = Pick<Account["verification"], "status" | "method" | "rejectionMessage"> & {
  submittedAt: string | null;
  verifiedAt: string | null;
};
