import type { CheckedFact } from "#domain/users/identity-match.ts";
import type { Account } from "#domain/users/customer.ts";

/** The identity check as pages get it; times are ISO text. */
export type Verification = Pick<Account["verification"], "status" | "method" | "rejectionMessage"> & {
  /** What staff has read on the document that is another with the customer: no line can be activated on it. */
  differs: CheckedFact[];
  submittedAt: string | null;
  verifiedAt: string | null;
};
