import { createHash } from "node:crypto";
import { z } from "zod";
import type { EncryptionKey } from "../store/field-encryption.server.ts";
import { CompanySchema, companyShape, demoCompany } from "./company.server.ts";
import { freebitOf, freebitShape, type FreebitConfig } from "./freebit.server.ts";
import { fulfilmentOf, fulfilmentShape, type FulfilmentConfig } from "./fulfilment.server.ts";
import { faultsOfJapanPost, japanPostOf, japanPostShape, type JapanPostConfig } from "./japan-post.server.ts";
import { processesOptions, processTimesOf, type ProcessTimes } from "./processes.server.ts";
import { mobileOf, mobileShape, type MobileConfig } from "./mobile.server.ts";
import { isWeak } from "./weak-secret.ts";
import { salesforceOf, salesforceShape, type SalesforceConfig } from "./salesforce.server.ts";
import {
  faultsOfSalesforceEvents,
  salesforceEventsOf,
  salesforceEventsShape,
  type SalesforceEventsConfig,
} from "./salesforce-events.server.ts";
import {
  faultsOfTimingInProduction,
  timingOf,
  timingOptions,
  timingShape,
  type TimingConfig,
} from "./timing.server.ts";

/**
 * The environment, read once. Every variable is described in `.env.example`; a wrong or missing value stops the start
 * with a list of all faults. An empty text counts as not set, because compose files cannot unset a variable.
 */
const whole = (least: number, most: number, what = "a whole number") => {
  const error = `must be ${what} from ${least} to ${most}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
};
const port = whole(0, 65535, "a port number");
const fieldId = whole(1, 1_000_000, "the id of a custom field,");
const flag = z.enum(["true", "false"], "must be true or false").transform((text) => text === "true");
const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be an address such as ${example}` });
const ADDRESS = /^[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+$/;
/** `a@example.jp` or `Name <a@example.jp>`. */
const sender = z.string().refine((text) => ADDRESS.test(/^[^<>]*<([^<>]*)>$/.exec(text)?.[1] ?? text), {
  error: "must be an address such as Mihon Telecom <no-reply@example.jp>",
});

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
  PORTAL_MODE: z.enum(["demo", "production"], "must be demo or production"),
  HOST: z.string().optional(),
  PORT: port.default(3000),
  PUBLIC_URL: url(/^https?$/, "https://portal.example.jp")
    .refine((value) => !URL.canParse(value) || new URL(value).pathname === "/", {
      error: "must not have a path: the portal owns its host name",
    })
    .optional(),
  TRUSTED_PROXIES: whole(0, 10, "a number of proxies").default(0),
  METRICS_HOST: z.string().default("127.0.0.1"),
  METRICS_PORT: port.default(9464),
  SHUTDOWN_GRACE_SECONDS: whole(1, 300).default(20),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  JOBS: z
    .enum(["on", "off"], "must be on or off")
    .default("on")
    .transform((text) => text === "on"),

  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: url(/^postgres(ql)?$/, "postgres://portal:secret@db:5432/portal").optional(),
  DATABASE_POOL_SIZE: whole(2, 200).default(10),
  REDIS_URL: url(/^rediss?$/, "redis://cache:6379").optional(),
  REDIS_PREFIX: z.string().max(60).default("portal:"),
  CACHE_TIME_SCALE: z.coerce.number().min(0).max(10).default(1),

  SESSION_SECRETS: z
    .string()
    .transform((text) => text.split(",").map((secret) => secret.trim()))
    .refine(
      (secrets) => secrets.every((secret) => secret.length >= 32),
      "every secret needs at least 32 characters",
    )
    .optional(),
  ENCRYPTION_KEYS: encryptionKeys.optional(),
  FACTOR_COOLING_HOURS: whole(0, 720).default(24),
  AUTH_MAINTENANCE_MODE: flag.default(false),

  WHMCS_API_URL: url(/^https?$/, "https://billing.example.jp"),
  WHMCS_API_IDENTIFIER: z.string(),
  WHMCS_API_SECRET: z.string(),
  WHMCS_API_ACCESS_KEY: z.string().optional(),
  WHMCS_WEBHOOK_SECRET: z.string().min(32, "needs at least 32 characters").optional(),
  WHMCS_CUSTOMER_NUMBER_FIELD: fieldId,
  WHMCS_BIRTH_DATE_FIELD: fieldId.optional(),
  WHMCS_GENDER_FIELD: fieldId.optional(),
  WHMCS_NATIONALITY_FIELD: fieldId.optional(),
  WHMCS_CONCURRENCY: whole(1, 100).default(15),
  INVOICE_INDEX_LIMIT: whole(0, 100_000).default(500),
  ALLOW_DUPLICATE_INTERNET: flag.default(false),
  VOICE_LINE_LIMIT: whole(0, 1000).default(5),

  ...salesforceShape,
  ...salesforceEventsShape,
  ...freebitShape,
  ...fulfilmentShape,
  ...mobileShape,
  ...timingShape,
  ...timingOptions,
  ...processesOptions,

  JAPAN_POST_URL: url(/^https?$/, "https://api.da.pf.japanpost.jp").default("https://api.da.pf.japanpost.jp"),
  ...japanPostShape,

  SMTP_URL: url(/^smtps?$/, "smtps://user:secret@mail.example.jp:465").optional(),
  MAIL_FROM: sender.optional(),
  ...companyShape,
});
type Environment = z.infer<typeof EnvironmentSchema>;

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
  /** False: no job, no mail and no event is worked, for a restored database that is only looked at. */
  jobs: boolean;
  database: { url: string | undefined; dataDir: string; poolSize: number };
  redisUrl: string | undefined;
  /** In front of every key, so that several portals can share one Redis. */
  redisPrefix: string;
  /** Factor on every time of the cache; 0 keeps nothing, so that every page asks the providers. */
  cacheTimeScale: number;
  /** First signs, all verify. Null outside production: made at start, so that a restart signs everybody out. */
  sessionSecrets: readonly string[] | null;
  /** First seals, all open. The demo's own key is no secret: it protects invented people, and survives a restart. */
  encryptionKeys: readonly EncryptionKey[];
  authMaintenance: boolean;
  /** How long a new factor does not open the most dangerous actions, in milliseconds; see `COOLED_ACTIONS`. */
  factorCoolingMs: number;
  whmcs: {
    url: string;
    identifier: string;
    secret: string;
    accessKey: string | undefined;
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
  mobile: MobileConfig;
  timing: TimingConfig;
  /** The times of the engine for durable processes. */
  processes: ProcessTimes;
  /** Null: the embedded towns answer alone. */
  japanPost: JapanPostConfig | null;
  /** How many of a customer's newest invoices the description search covers. */
  invoiceIndexLimit: number;
  /** Customers may order a second internet line: for tests, never in production. */
  allowsSecondInternet: boolean;
  /** Lines with voice that a customer may have without staff (JP-ID-7). */
  voiceLineLimit: number;
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
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => toFault(issue, set)),
    ...faultsOfNames(set),
    ...(set["PORTAL_MODE"] === "production" ? faultsOfProduction(set) : []),
    ...(parsed.success ? [...faultsOfSalesforceEvents(parsed.data), ...faultsOfJapanPost(parsed.data)] : []),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);

  const env = parsed.data;
  const mode = env.PORTAL_MODE;
  return {
    mode,
    // What a demo shows is for whoever sits at this machine.
    host: env.HOST ?? (mode === "demo" ? "127.0.0.1" : "0.0.0.0"),
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : null,
    trustedProxies: env.TRUSTED_PROXIES,
    metrics: { host: env.METRICS_HOST, port: env.METRICS_PORT },
    shutdownGraceMs: env.SHUTDOWN_GRACE_SECONDS * 1000,
    logLevel: env.LOG_LEVEL,
    jobs: env.JOBS,
    database: { url: env.DATABASE_URL, dataDir: env.DATA_DIR, poolSize: env.DATABASE_POOL_SIZE },
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    cacheTimeScale: env.CACHE_TIME_SCALE,
    sessionSecrets: env.SESSION_SECRETS ?? null,
    encryptionKeys: env.ENCRYPTION_KEYS ?? [DEMO_ENCRYPTION_KEY],
    factorCoolingMs: env.FACTOR_COOLING_HOURS * 3_600_000,
    authMaintenance: env.AUTH_MAINTENANCE_MODE,
    whmcs: {
      url: env.WHMCS_API_URL,
      identifier: env.WHMCS_API_IDENTIFIER,
      secret: env.WHMCS_API_SECRET,
      accessKey: env.WHMCS_API_ACCESS_KEY,
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
    mobile: mobileOf(env),
    timing: timingOf(env),
    processes: processTimesOf(env),
    japanPost: japanPostOf(env),
    invoiceIndexLimit: env.INVOICE_INDEX_LIMIT,
    allowsSecondInternet: env.ALLOW_DUPLICATE_INTERNET,
    voiceLineLimit: env.VOICE_LINE_LIMIT,
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM ?? "Mihon Telecom <no-reply@example.jp>" },
    company: CompanySchema.parse({ ...demoCompany, ...definedOnly(env) }),
  };
}

type Given = Readonly<Record<string, string | undefined>>;

function toFault({ path, message }: z.core.$ZodIssue, set: Given): string {
  const name = path.join(".");
  return `${name}: ${set[name] === undefined ? (HOW_TO_SET[name] ?? "must be set") : message}`;
}

const HOW_TO_SET: Record<string, string> = {
  PORTAL_MODE: "must be set to demo or production (.env.example; npm run demo starts a demo)",
};

/** Beginnings that no other program uses: a variable that has one and is not read here is misspelt. */
const OWN_NAMES =
  /^(?:WHMCS|SALESFORCE|FREEBIT|COMPANY|JAPAN_POST|SESSION|ENCRYPTION|TRUSTED|MAIL|MOBILE|SMTP|FULFILMENT)_/;

function faultsOfNames(set: Given): string[] {
  return Object.keys(set)
    .filter((name) => OWN_NAMES.test(name) && !Object.hasOwn(EnvironmentSchema.shape, name))
    .map((name) => `${name}: the portal reads no such variable (.env.example lists them)`);
}

/** What a demo may leave out and real customers may not be served without. */
const REQUIRED_IN_PRODUCTION = [
  "PUBLIC_URL",
  "TRUSTED_PROXIES",
  "DATABASE_URL",
  "REDIS_URL",
  "SESSION_SECRETS",
  "ENCRYPTION_KEYS",
  "WHMCS_WEBHOOK_SECRET",
  "SMTP_URL",
  "MAIL_FROM",
  ...(Object.keys(companyShape) as (keyof typeof companyShape)[]),
] as const satisfies readonly (keyof Environment)[];

/** Reads what is given, not what was understood, so that one start tells everything. */
function faultsOfProduction(set: Given): string[] {
  const faults = REQUIRED_IN_PRODUCTION.filter((name) => set[name] === undefined).map(
    (name) => `${name}: must be set in production mode`,
  );
  const has = (name: keyof Environment, pattern: RegExp) => pattern.test(set[name] ?? "");
  if (has("PUBLIC_URL", /^http:/))
    faults.push(
      "PUBLIC_URL: must be an https address in production mode, or the browser will not keep the sign-in",
    );
  if (has("ALLOW_DUPLICATE_INTERNET", /^true$/))
    faults.push("ALLOW_DUPLICATE_INTERNET: must not be set in production mode: it is for tests");
  for (const name of ["SESSION_SECRETS", "WHMCS_WEBHOOK_SECRET"] as const)
    if ((set[name] ?? "").split(",").some((secret) => secret.length >= 32 && isWeak(secret)))
      faults.push(`${name}: can be guessed; make one with: openssl rand -base64 48`);
  const keys = encryptionKeys.safeParse(set["ENCRYPTION_KEYS"]);
  if (keys.success && keys.data.some(({ key }) => isWeak(key.toString("latin1"))))
    faults.push("ENCRYPTION_KEYS: can be guessed; make one with: openssl rand -base64 32");
  return [...faults, ...faultsOfTimingInProduction(set)];
}

function definedOnly(env: Environment): Partial<Environment> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
