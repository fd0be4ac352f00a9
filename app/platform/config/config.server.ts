import { createHash } from "node:crypto";
import { z } from "zod";
import type { EncryptionKey } from "../security/field-encryption.server.ts";
import { CompanySchema, companyShape, demoCompany } from "./company.server.ts";
import { faultsOfFreebit, freebitOf, freebitShape, type FreebitConfig } from "./freebit.server.ts";
import {
  fulfilmentOf,
  fulfilmentOptions,
  fulfilmentShape,
  type FulfilmentConfig,
} from "./fulfilment.server.ts";
import { faultsOfJapanPost, japanPostOf, japanPostShape, type JapanPostConfig } from "./japan-post.server.ts";
import { processesOptions, processTimesOf, type ProcessTimes } from "./processes.server.ts";
import {
  faultsOfSalesforce,
  salesforceOf,
  salesforceOptionalShape,
  salesforceShape,
  type SalesforceConfig,
} from "./salesforce.server.ts";
import {
  faultsOfSalesforceEvents,
  salesforceEventsOf,
  salesforceEventsShape,
  type SalesforceEventsConfig,
} from "./salesforce-events.server.ts";

/**
 * The environment, read once. Every variable is described in `.env.example`; a wrong or missing value stops the start
 * with a list of all faults. An empty text counts as not set, because compose files cannot unset a variable.
 */
const seconds = z.coerce.number().int().positive();
const port = z.coerce.number().int().min(0, "must be a port number").max(65535, "must be a port number");
const flag = z.enum(["true", "false"], "must be true or false").transform((text) => text === "true");
const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be an address such as ${example}` });

/** `id:base64 of 32 bytes`, separated by commas. */
const encryptionKeys = z.string().transform((text, context): EncryptionKey[] => {
  const keys = text.split(",").map((entry) => {
    const [, id = "", base64 = ""] = /^\s*([\w-]{1,40}):([A-Za-z0-9+/]{43}=)\s*$/.exec(entry) ?? [];
    return { id, key: Buffer.from(base64, "base64") };
  });
  if (keys.some(({ key }) => key.length !== 32))
    context.addIssue("every key must look like 2026-11:<base64 of 32 bytes>");
  else if (new Set(keys.map(({ id }) => id)).size < keys.length)
    context.addIssue("every key needs an id of its own");
  return keys;
});

export const EnvironmentSchema = z.object({
  NODE_ENV: z.string().optional(),
  PORTAL_MODE: z.enum(["demo", "production"], "must be demo or production").optional(),
  HOST: z.string().default("0.0.0.0"),
  PORT: port.default(3000),
  PUBLIC_URL: url(/^https?$/, "https://portal.example.jp")
    .refine((value) => new URL(value).pathname === "/", "must not have a path: the portal owns its host name")
    .optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  METRICS_HOST: z.string().default("127.0.0.1"),
  METRICS_PORT: port.default(9464),
  SHUTDOWN_GRACE_SECONDS: seconds.max(300).default(20),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),

  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: url(/^postgres(ql)?$/, "postgres://portal:secret@db:5432/portal").optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: url(/^rediss?$/, "redis://cache:6379").optional(),
  REDIS_PREFIX: z.string().max(60).default("portal:"),

  SESSION_SECRETS: z
    .string()
    .transform((text) => text.split(",").map((secret) => secret.trim()))
    .refine(
      (secrets) => secrets.every((secret) => secret.length >= 32),
      "every secret needs at least 32 characters",
    )
    .optional(),
  ENCRYPTION_KEYS: encryptionKeys.optional(),
  FACTOR_COOLING_HOURS: z.coerce.number().int().min(0).max(720).default(24),
  AUTH_MAINTENANCE_MODE: flag.default(false),

  WHMCS_API_URL: url(/^https?$/, "https://billing.example.jp").optional(),
  WHMCS_API_IDENTIFIER: z.string().optional(),
  WHMCS_API_SECRET: z.string().optional(),
  WHMCS_API_ACCESS_KEY: z.string().optional(),
  WHMCS_WEBHOOK_SECRET: z.string().min(32, "needs at least 32 characters").optional(),
  WHMCS_CUSTOMER_NUMBER_FIELD: z.coerce.number().int().positive().default(198),
  WHMCS_BIRTH_DATE_FIELD: z.coerce.number().int().positive().optional(),
  WHMCS_GENDER_FIELD: z.coerce.number().int().positive().optional(),
  WHMCS_NATIONALITY_FIELD: z.coerce.number().int().positive().optional(),
  WHMCS_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(15),
  INVOICE_INDEX_LIMIT: z.coerce.number().int().min(0).max(100_000).default(500),
  ALLOW_DUPLICATE_INTERNET: flag.default(false),

  ...salesforceShape,
  ...salesforceOptionalShape,
  ...salesforceEventsShape,
  ...freebitShape,
  ...fulfilmentShape,
  ...fulfilmentOptions,
  ...processesOptions,

  JAPAN_POST_URL: url(/^https?$/, "https://api.da.pf.japanpost.jp").default("https://api.da.pf.japanpost.jp"),
  ...japanPostShape,

  SMTP_URL: url(/^smtps?$/, "smtps://user:secret@mail.example.jp:465").optional(),
  MAIL_FROM: z.string().optional(),
  ...companyShape,
});
type Environment = z.infer<typeof EnvironmentSchema>;

/** Stands for "nothing configured: use the stand-in that comes with the portal". Only outside production. */
export type WhmcsConfig =
  | { kind: "sandbox" }
  | { kind: "live"; url: string; identifier: string; secret: string; accessKey: string | undefined };

export type Config = {
  mode: "demo" | "production";
  host: string;
  port: number;
  /** Origin without a trailing slash; null: taken from the port that the server got. */
  publicUrl: string | null;
  trustedProxies: number;
  metrics: { host: string; port: number };
  /** Milliseconds that requests and jobs under way get to finish after SIGTERM. */
  shutdownGraceMs: number;
  logLevel: Environment["LOG_LEVEL"];
  database: { url: string | undefined; dataDir: string; poolSize: number };
  redisUrl: string | undefined;
  /** In front of every key, so that several portals can share one Redis. */
  redisPrefix: string;
  /** First signs, all verify. Null outside production: made at start, so that a restart signs everybody out. */
  sessionSecrets: readonly string[] | null;
  /** First seals, all open. The demo's own key is no secret: it protects invented people, and survives a restart. */
  encryptionKeys: readonly EncryptionKey[];
  authMaintenance: boolean;
  /** How long a new factor does not open the most dangerous actions, in milliseconds; see `COOLED_ACTIONS`. */
  factorCoolingMs: number;
  whmcs: WhmcsConfig & {
    customerNumberField: number;
    birthDateField: number | undefined;
    genderField: number | undefined;
    nationalityField: number | undefined;
    concurrency: number;
  };
  webhookSecret: string | null;
  salesforce: SalesforceConfig;
  salesforceEvents: SalesforceEventsConfig;
  freebit: FreebitConfig;
  fulfilment: FulfilmentConfig;
  /** The times of the engine for durable processes. */
  processes: ProcessTimes;
  /** Null: the embedded towns answer alone. */
  japanPost: JapanPostConfig | null;
  /** How many of a customer's newest invoices the description search covers. */
  invoiceIndexLimit: number;
  /** Customers may order a second internet line: for tests, never in production. */
  allowsSecondInternet: boolean;
  mail: { smtpUrl: string | undefined; from: string };
  company: z.infer<typeof CompanySchema>;
};

const DEMO_ENCRYPTION_KEY: EncryptionKey = {
  id: "demo",
  key: createHash("sha256").update("the key of the demo, refused in production").digest(),
};

export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault${faults.length === 1 ? "" : "s"}:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/** Throws ConfigError with every fault found, in the words of `.env.example`. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = EnvironmentSchema.safeParse(set);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (!parsed.success) throw new ConfigError(faults);

  const env = parsed.data;
  const mode = env.PORTAL_MODE ?? (env.NODE_ENV === "production" ? "production" : "demo");
  faults.push(
    ...faultsOfWhmcs(env),
    ...faultsOfSalesforce(env),
    ...faultsOfSalesforceEvents(env),
    ...faultsOfFreebit(env),
    ...faultsOfJapanPost(env),
    ...(mode === "production" ? faultsOfProduction(env) : []),
  );
  if (faults.length > 0) throw new ConfigError(faults);

  return {
    mode,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : null,
    trustedProxies: env.TRUSTED_PROXIES,
    metrics: { host: env.METRICS_HOST, port: env.METRICS_PORT },
    shutdownGraceMs: env.SHUTDOWN_GRACE_SECONDS * 1000,
    logLevel: env.LOG_LEVEL,
    database: { url: env.DATABASE_URL, dataDir: env.DATA_DIR, poolSize: env.DATABASE_POOL_SIZE },
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    sessionSecrets: env.SESSION_SECRETS ?? null,
    encryptionKeys: env.ENCRYPTION_KEYS ?? [DEMO_ENCRYPTION_KEY],
    factorCoolingMs: env.FACTOR_COOLING_HOURS * 3_600_000,
    authMaintenance: env.AUTH_MAINTENANCE_MODE,
    whmcs: {
      ...whmcsOf(env),
      customerNumberField: env.WHMCS_CUSTOMER_NUMBER_FIELD,
      birthDateField: env.WHMCS_BIRTH_DATE_FIELD,
      genderField: env.WHMCS_GENDER_FIELD,
      nationalityField: env.WHMCS_NATIONALITY_FIELD,
      concurrency: env.WHMCS_CONCURRENCY,
    },
    webhookSecret: env.WHMCS_WEBHOOK_SECRET ?? null,
    salesforce: salesforceOf(env),
    salesforceEvents: salesforceEventsOf(env),
    freebit: freebitOf(env),
    fulfilment: fulfilmentOf(env),
    processes: processTimesOf(env),
    japanPost: japanPostOf(env),
    invoiceIndexLimit: env.INVOICE_INDEX_LIMIT,
    allowsSecondInternet: env.ALLOW_DUPLICATE_INTERNET,
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM ?? "Mihon Telecom <no-reply@example.jp>" },
    company: CompanySchema.parse({ ...demoCompany, ...definedOnly(env) }),
  };
}

function whmcsOf(env: Environment): WhmcsConfig {
  if (!env.WHMCS_API_URL || !env.WHMCS_API_IDENTIFIER || !env.WHMCS_API_SECRET) return { kind: "sandbox" };
  return {
    kind: "live",
    url: env.WHMCS_API_URL,
    identifier: env.WHMCS_API_IDENTIFIER,
    secret: env.WHMCS_API_SECRET,
    accessKey: env.WHMCS_API_ACCESS_KEY,
  };
}

function faultsOfWhmcs(env: Environment): string[] {
  const names = ["WHMCS_API_URL", "WHMCS_API_IDENTIFIER", "WHMCS_API_SECRET"] as const;
  const missing = names.filter((name) => !env[name]);
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map((name) => `${name}: is needed as soon as one of ${names.join(", ")} is set`);
}

/** What a demo may leave out and real customers may not be served without. */
function faultsOfProduction(env: Environment): string[] {
  const required = [
    "PUBLIC_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "SESSION_SECRETS",
    "ENCRYPTION_KEYS",
    "WHMCS_API_URL",
    "WHMCS_API_IDENTIFIER",
    "WHMCS_API_SECRET",
    "WHMCS_WEBHOOK_SECRET",
    ...(Object.keys(salesforceShape) as (keyof typeof salesforceShape)[]),
    ...(Object.keys(freebitShape) as (keyof typeof freebitShape)[]),
    ...(Object.keys(fulfilmentShape) as (keyof typeof fulfilmentShape)[]),
    "SMTP_URL",
    "MAIL_FROM",
    ...(Object.keys(companyShape) as (keyof typeof companyShape)[]),
  ] as const;
  const faults = required
    .filter((name) => env[name] === undefined)
    .map((name) => `${name}: must be set in production mode`);
  if (env.PUBLIC_URL && !env.PUBLIC_URL.startsWith("https://"))
    faults.push(
      "PUBLIC_URL: must be an https address in production mode, or the browser will not keep the sign-in",
    );
  if (env.PROCESS_TIME_FACTOR !== 1)
    faults.push("PROCESS_TIME_FACTOR: must not be set in production mode: it is for tests");
  if (env.ALLOW_DUPLICATE_INTERNET)
    faults.push("ALLOW_DUPLICATE_INTERNET: must not be set in production mode: it is for tests");
  return faults;
}

function definedOnly(env: Environment): Partial<Environment> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
