import type { AsyncLocalStorage } from "node:async_hooks";
import type { Database } from "#db/client.server.ts";
import type { FindTowns } from "#domain/address/schema.ts";
import type { Freebit } from "#integrations/freebit/freebit.ts";
import type { TransportStatus } from "#integrations/http/guard.ts";
import type { Salesforce } from "#integrations/salesforce/salesforce.ts";
import type { Whmcs } from "#integrations/whmcs/whmcs.ts";
import type { Cache } from "./platform/cache/types.ts";
import type { Config } from "./platform/config/config.server.ts";
import type { Kv } from "~/platform/store/kv.ts";
import type { RecordStore } from "~/platform/store/kv-record.server.ts";
import type { Logger } from "./platform/log/logger.server.ts";
import type { Metrics } from "./platform/metrics/metrics.server.ts";
import type { Processes } from "./platform/process/processes.server.ts";
import type { IntakeStatus } from "./platform/queue/intake-status.ts";
import type { Queue } from "./platform/queue/queue.server.ts";
import type { CookieNames } from "./platform/security/cookies.server.ts";
import type { Csrf } from "./platform/security/csrf.server.ts";
import type { FieldEncryption } from "~/platform/store/field-encryption.server.ts";
import type { Keys } from "./platform/security/keys.server.ts";
import type { Limits } from "./platform/security/limits.server.ts";
import type { SessionEnd } from "./platform/security/session-end.ts";
import type { Session, Sessions } from "./platform/security/sessions.server.ts";

/**
 * Everything that use-cases and routes work with. Composed in `server/compose.server.ts` and nowhere else; knows no use-case, so
 * that use-cases may know it.
 */
export type Services = {
  config: Config;
  /** Where customers reach the portal, without a slash at the end. */
  origin: string;
  /** Where the billing site is, for the one redirect that leaves the portal. */
  billingOrigin: string;
  webhookSecret: string;
  fontsDir: string;
  now: () => Date;
  logger: Logger;
  metrics: Metrics;
  /** Carries to provider calls the request id, for their log lines, and the caller, for their budget. */
  requestScope: AsyncLocalStorage<{ requestId: string; caller: string }>;
  database: Database;
  kv: Kv;
  /** Where sealed records of the key-value store are kept, see `kvRecord`. */
  records: RecordStore;
  cache: Cache;
  queue: Queue;
  processes: Processes;
  whmcs: Whmcs;
  salesforce: Salesforce;
  freebit: Freebit;
  /** How changes in the customer system are heard of. */
  intake: { status(): IntakeStatus };
  providers: Record<"whmcs" | "salesforce" | "freebit", { status(): TransportStatus }>;
  /** What a postcode stands for. Never fails for want of the address service. */
  findTowns: FindTowns;
  cookieNames: CookieNames;
  sessions: Sessions;
  /** For MACs of short-lived secrets, such as mailed codes. */
  keys: Keys;
  encryption: FieldEncryption;
  csrf: Csrf;
  limits: Limits;
  /** A refresh token came back that had been used up: its family is over, its owner's list and audit log say so. */
  onTokenReuse: (end: Omit<SessionEnd, "reason">) => Promise<void>;
  /** A session was renewed: the list of devices gets its time. Not waited for, and a failure only costs that time. */
  onSessionUsed: (session: Pick<Session, "userId" | "familyId">) => void;
  lifecycle: {
    isStopping: boolean;
    /** Called when the portal stops: ends of answers that would go on. */
    onStop: Set<() => void>;
  };
  demo: { password: string; signIns: string[] } | null;
  close: () => Promise<void>;
};
