import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, EnvironmentSchema, readConfig } from "./config.server.ts";

const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
  type: "pkcs8",
  format: "pem",
});
const salesforce = {
  SALESFORCE_LOGIN_URL: "https://login.salesforce.com",
  SALESFORCE_CLIENT_ID: "consumer",
  SALESFORCE_USERNAME: "portal@example.com",
  SALESFORCE_PRIVATE_KEY: String(key),
  SALESFORCE_PORTAL_PRICEBOOK_ID: "01s5h0000000001AAA",
};
const freebit = {
  FREEBIT_BASE_URL: "https://mvno.example.net/emptool/api",
  FREEBIT_OEM_ID: "oem",
  FREEBIT_OEM_KEY: "key",
};
const production = {
  ...salesforce,
  ...freebit,
  FREEBIT_PLANS: "SIM-A=PLAN_1:voice",
  WHMCS_ORDER_GATEWAY: "stripe",
  PORTAL_MODE: "production",
  PUBLIC_URL: "https://portal.example.jp",
  DATABASE_URL: "postgres://portal:x@db/portal",
  REDIS_URL: "redis://cache:6379",
  SESSION_SECRETS: "0123456789012345678901234567890123",
  ENCRYPTION_KEYS: `2026-11:${Buffer.alloc(32, 1).toString("base64")}`,
  WHMCS_API_URL: "https://billing.example.jp",
  WHMCS_API_IDENTIFIER: "id",
  WHMCS_API_SECRET: "secret",
  WHMCS_WEBHOOK_SECRET: "0123456789012345678901234567890123",
  SMTP_URL: "smtp://mail:25",
  MAIL_FROM: "A <no-reply@example.jp>",
  COMPANY_NAME_EN: "A",
  COMPANY_NAME_JA: "A",
  COMPANY_BRAND_EN: "A",
  COMPANY_BRAND_JA: "A",
  COMPANY_ADDRESS_EN: "A",
  COMPANY_ADDRESS_JA: "A",
  COMPANY_MANAGER_EN: "A",
  COMPANY_MANAGER_JA: "A",
  COMPANY_PHONE: "03-0000-0000",
  COMPANY_EMAIL: "a@example.jp",
  COMPANY_SUPPORT_HOURS: "9:00-17:00",
  COMPANY_REGISTRATION_NUMBER: "T7010705000725",
};

function faultsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe("configuration", () => {
  it("needs nothing for a demo", () => {
    const config = readConfig({});
    expect(config.mode).toBe("demo");
    expect(config.whmcs.kind).toBe("sandbox");
    expect(config.sessionSecrets).toBeNull();
  });

  it("treats empty text as not set", () => {
    expect(readConfig({ PORT: "", REDIS_URL: "" }).port).toBe(3000);
  });

  it("lists all faults at once, by name", () => {
    const faults = faultsOf({ PORT: "none", DATABASE_URL: "mysql://x", LOG_LEVEL: "loud" });
    expect(faults.map((fault) => fault.split(":")[0])).toEqual(["PORT", "LOG_LEVEL", "DATABASE_URL"]);
  });

  it("uses a provider whose address is set, in the demo too, and wants its credentials whole", () => {
    const live = { WHMCS_API_URL: "http://127.0.0.1:4010", WHMCS_API_IDENTIFIER: "i", WHMCS_API_SECRET: "s" };
    expect(readConfig(live).whmcs).toMatchObject({ kind: "live", url: "http://127.0.0.1:4010" });
    expect(faultsOf({ WHMCS_API_URL: "http://127.0.0.1:4010" })).toHaveLength(2);
  });

  it("takes the key of Salesforce as PEM, with written line ends, or from a file, and nothing else", () => {
    const privateKey = String(key);
    const live = { kind: "live", clientId: "consumer", privateKey };
    expect(readConfig(salesforce).salesforce).toMatchObject(live);
    const oneLine = privateKey.replaceAll("\n", "\\n");
    expect(readConfig({ ...salesforce, SALESFORCE_PRIVATE_KEY: oneLine }).salesforce).toMatchObject(live);
    const folder = mkdtempSync(join(tmpdir(), "portal-key-"));
    writeFileSync(join(folder, "key.pem"), privateKey);
    const file = { ...salesforce, SALESFORCE_PRIVATE_KEY: join(folder, "key.pem") };
    expect(readConfig(file).salesforce).toMatchObject(live);
    rmSync(folder, { recursive: true });
    expect(faultsOf(file)).toEqual([
      "SALESFORCE_PRIVATE_KEY: must be an RSA private key in PEM, or the path of a file with one",
    ]);
    expect(readConfig({}).salesforce.kind).toBe("sandbox");
    expect(faultsOf({ ...salesforce, SALESFORCE_USERNAME: "" })).toHaveLength(1);
    const noPricebook = { ...salesforce, SALESFORCE_PORTAL_PRICEBOOK_ID: "0015h0000000001AAA" };
    expect(faultsOf(noPricebook)).toEqual(["SALESFORCE_PORTAL_PRICEBOOK_ID: not an id that begins with 01s"]);
  });

  it("takes the access to Freebit whole, or uses the sandbox", () => {
    expect(readConfig(freebit).freebit).toEqual({
      kind: "live",
      url: "https://mvno.example.net/emptool/api",
      oemId: "oem",
      oemKey: "key",
    });
    expect(readConfig({}).freebit.kind).toBe("sandbox");
    expect(faultsOf({ ...freebit, FREEBIT_OEM_KEY: "" })).toEqual([
      "FREEBIT_OEM_KEY: is needed as soon as one of FREEBIT_BASE_URL, FREEBIT_OEM_ID, FREEBIT_OEM_KEY is set",
    ]);
    expect(faultsOf({ ...freebit, FREEBIT_BASE_URL: "mvno.example.net" })).toHaveLength(1);
  });

  it("reads what the plans of the shop are at Freebit, each once and whole", () => {
    const read = (FREEBIT_PLANS: string) => readConfig({ FREEBIT_PLANS }).fulfilment.simPlans;
    expect(read("SIM-A=PLAN_1:voice, SIM-B=2:data_sms")).toEqual({
      "SIM-A": { planCode: "PLAN_1", service: "voice" },
      "SIM-B": { planCode: "2", service: "data_sms" },
    });
    for (const text of ["SIM-A", "SIM-A=PLAN_1", "SIM-A=PLAN_1:fax", "SIM-A=1:voice,SIM-A=2:voice"])
      expect(faultsOf({ FREEBIT_PLANS: text })).toEqual([expect.stringContaining("FREEBIT_PLANS: ")]);
  });

  it("is production when NODE_ENV says so and nothing else is said", () => {
    expect(faultsOf({ NODE_ENV: "production" }).length).toBeGreaterThan(10);
    expect(readConfig({ NODE_ENV: "production", PORTAL_MODE: "demo" }).mode).toBe("demo");
  });

  it("accepts a complete production environment", () => {
    expect(readConfig(production).company.registrationNumber).toBe("T7010705000725");
  });

  it.each(Object.keys(production).filter((name) => name !== "PORTAL_MODE"))(
    "refuses production without %s",
    (name) => {
      expect(faultsOf({ ...production, [name]: undefined }).join()).toContain(name);
    },
  );

  it("refuses plain http in production", () => {
    expect(faultsOf({ ...production, PUBLIC_URL: "http://portal.example.jp" })).toHaveLength(1);
  });

  it("refuses short session secrets", () => {
    expect(faultsOf({ SESSION_SECRETS: `${"x".repeat(40)},short` })[0]).toContain("32 characters");
  });
});

describe("encryption keys", () => {
  const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");

  it("are read in their order", () => {
    const { encryptionKeys } = readConfig({ ENCRYPTION_KEYS: `b:${key(2)}, a:${key(1)}` });
    expect(encryptionKeys.map(({ id, key: bytes }) => [id, bytes[0]])).toEqual([
      ["b", 2],
      ["a", 1],
    ]);
  });

  it("have a stand-in for the demo that is the same after a restart", () => {
    expect(readConfig({}).encryptionKeys).toEqual(readConfig({}).encryptionKeys);
  });

  it.each(["x", key(1), `a:${key(1).slice(4)}`, `a:${key(1)},`, `a b:${key(1)}`])(
    "are refused when they are none: %s",
    (keys) => {
      expect(faultsOf({ ENCRYPTION_KEYS: keys })).toEqual([
        "ENCRYPTION_KEYS: every key must look like 2026-11:<base64 of 32 bytes>",
      ]);
    },
  );

  it("are refused when two have one id", () => {
    expect(faultsOf({ ENCRYPTION_KEYS: `a:${key(1)},a:${key(2)}` })[0]).toContain("an id of its own");
  });
});

describe("times of leases and retries", () => {
  it("are what each journal says, until they are bounded", () => {
    expect(readConfig({}).timing).toMatchObject({ longestLeaseMs: Infinity, longestRetryMs: Infinity });
    const bounded = readConfig({ LEASE_SECONDS_MAX: "3", RETRY_SECONDS_MAX: "2" }).timing;
    expect(bounded).toMatchObject({ longestLeaseMs: 3_000, longestRetryMs: 2_000 });
  });

  it("cannot be bounded in production, where a provider may take as long as it does", () => {
    const faults = faultsOf({ PORTAL_MODE: "production", LEASE_SECONDS_MAX: "3", RETRY_SECONDS_MAX: "2" });
    expect(faults.filter((fault) => fault.includes("it is for tests"))).toHaveLength(2);
  });
});

describe(".env.example", () => {
  const example = readFileSync(new URL("../../../.env.example", import.meta.url), "utf8");
  const named = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];

  it("names every variable that is read, and no other", () => {
    const read = Object.keys(EnvironmentSchema.shape).filter((name) => name !== "NODE_ENV");
    expect(named.map((match) => match[1]).toSorted()).toEqual(read.toSorted());
  });

  it("is itself a valid demo configuration", () => {
    expect(readConfig(Object.fromEntries(named.map((match) => [String(match[1]), match[2]]))).mode).toBe(
      "demo",
    );
  });
});

it("the address service needs all it is let in with, or nothing", () => {
  const service = {
    JAPAN_POST_CLIENT_ID: "client",
    JAPAN_POST_SECRET_KEY: "secret",
    JAPAN_POST_SOURCE_IP: "192.0.2.1",
  };
  expect(readConfig({}).japanPost).toBeNull();
  expect(readConfig(service).japanPost).toEqual({
    url: "https://api.da.pf.japanpost.jp",
    clientId: "client",
    secretKey: "secret",
    sourceIp: "192.0.2.1",
  });
  expect(faultsOf({ ...service, JAPAN_POST_SECRET_KEY: "" })).toHaveLength(1);
  expect(faultsOf({ ...service, JAPAN_POST_SOURCE_IP: "here" })).toEqual([
    "JAPAN_POST_SOURCE_IP: must be an IP address",
  ]);
});
