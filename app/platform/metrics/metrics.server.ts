import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export type ProviderOutcome = "ok" | "rejected" | "unavailable" | "contract";

/** Prometheus metrics of one process. Labels never hold ids or personal data: routes are patterns, not paths. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  // Event-loop lag, memory, garbage collection and open handles come with the library.
  collectDefaultMetrics({ register: registry });

  const requests = new Counter({
    name: "portal_http_requests_total",
    help: "Requests answered",
    labelNames: ["method", "route", "status"],
    registers: [registry],
  });
  const requestSeconds = new Histogram({
    name: "portal_http_request_duration_seconds",
    help: "Time to the first byte of the answer",
    labelNames: ["method", "route"],
    buckets: SECONDS,
    registers: [registry],
  });
  const providerCalls = new Counter({
    name: "portal_provider_calls_total",
    help: "Calls to providers by outcome",
    labelNames: ["provider", "action", "outcome"],
    registers: [registry],
  });
  const providerSeconds = new Histogram({
    name: "portal_provider_call_duration_seconds",
    help: "Duration of provider calls",
    labelNames: ["provider", "action"],
    buckets: SECONDS,
    registers: [registry],
  });
  const cacheReads = new Counter({
    name: "portal_cache_reads_total",
    help: "Cache reads: hit, miss, stale or error",
    labelNames: ["outcome"],
    registers: [registry],
  });

  const customerEvents = new Counter({
    name: "portal_customer_events_total",
    help: "Events of the customer system: taken, repeat or parked",
    labelNames: ["outcome"],
    registers: [registry],
  });

  const taxMismatches = new Counter({
    name: "portal_invoice_tax_mismatch_total",
    help: "Invoices read whose tax is not rounded once per rate",
    registers: [registry],
  });

  const auditChain = new Gauge({
    name: "portal_audit_chain_ok",
    help: "1 when the audit log was whole at its last check by this instance, 0 when it was broken",
    labelNames: ["chain"],
    registers: [registry],
  });
  const mails = new Counter({
    name: "portal_mail_total",
    help: "Tries to send a mail by their end: sent, refused, postponed or given_up",
    labelNames: ["template", "outcome"],
    registers: [registry],
  });

  return {
    registry,
    onAuditChecked(isWhole: boolean): void {
      auditChain.set({ chain: "audit" }, isWhole ? 1 : 0);
    },
    onMail(template: string, outcome: "sent" | "refused" | "postponed" | "given_up"): void {
      mails.inc({ template, outcome });
    },
    onTaxMismatch(): void {
      taxMismatches.inc();
    },
    onCustomerEvent(outcome: "taken" | "repeat" | "parked"): void {
      customerEvents.inc({ outcome });
    },
    onRequest(event: { method: string; route: string; status: number; ms: number }): void {
      requests.inc({ method: event.method, route: event.route, status: event.status });
      requestSeconds.observe({ method: event.method, route: event.route }, event.ms / 1000);
    },
    onProviderCall(event: { provider: string; action: string; outcome: ProviderOutcome; ms: number }): void {
      providerCalls.inc({ provider: event.provider, action: event.action, outcome: event.outcome });
      providerSeconds.observe({ provider: event.provider, action: event.action }, event.ms / 1000);
    },
    onCacheRead(outcome: string): void {
      cacheReads.inc({ outcome });
    },
    /** A figure read at scrape time: pool connections, jobs waiting. */
    gauge(options: {
      name: string;
      help: string;
      /** What tells its figures apart; `kind` when left out. */
      label?: string;
      read: () => Record<string, number> | Promise<Record<string, number>>;
    }): void {
      const { label = "kind" } = options;
      new Gauge({
        name: options.name,
        help: options.help,
        labelNames: [label],
        registers: [registry],
        async collect() {
          this.reset();
          // A figure that cannot be read is left out: the others are wanted most while a store is down.
          const figures = await (async () => options.read())().catch(() => ({}));
          for (const [kind, value] of Object.entries(figures)) this.set({ [label]: kind }, value);
        },
      });
    },
  };
}
