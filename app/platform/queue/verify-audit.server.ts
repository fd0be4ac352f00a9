import { verifyAuditChainNow } from "#db/audit-chain.server.ts";
import type { Database } from "#db/client.server.ts";
import type { Logger } from "../log/logger.server.ts";
import type { Metrics } from "../metrics/metrics.server.ts";

/** Checks the audit log and writes its last hash to the log, which is kept where nobody with the database can rewrite it. */
export async function verifyAudit({
  database,
  logger,
  metrics,
}: {
  database: Database;
  logger: Logger;
  metrics: Pick<Metrics, "onAuditChecked">;
}): Promise<void> {
  const report = await verifyAuditChainNow(database);
  metrics.onAuditChecked(report.state === "whole");
  if (report.state === "whole") logger.info({ event: "audit.head", ...report }, "the audit log is whole");
  else logger.error({ event: "audit.broken", ...report }, "the audit log is broken");
}
