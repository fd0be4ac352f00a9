import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { demoEnvironment } from "./config.testing.ts";
import { ConfigError, EnvironmentSchema, readConfig } from "./config.server.ts";

const read = (changes: Record<string, string | undefined> = {}) =>
  readConfig({ ...demoEnvironment, ...changes });
const random = (bytes: number) => randomBytes(bytes).toString("base64");
const production = {
  ...demoEnvironment,
  PORTAL_MODE: "production",
  PUBLIC_URL: "https://portal.example.jp",
  TRUSTED_PROXIES: "1",
  DATABASE_URL: "postgres://portal:x@db/portal",
  REDIS_URL: "redis://cache:6379",
  SESSION_SECRETS: random(48),
  ENCRYPTION_KEYS: `2026-11:${random(32)}`,
  WHMCS_WEBHOOK_SECRET: random(36),
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
  COMPANY_SUPPORT_DAYS_EN: "every day",
  COMPANY_SUPPORT_DAYS_JA: "年中無休",
  COMPANY_REGISTRATION_NUMBER: "T7010705000725",
};

function faultsOf(changes: Record<string, string | undefined>, base = demoEnvironment): readonly string[] {
  try {
    readConfig({ ...base, ...changes });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe("configuration", () => {
  it("wants the mode said and the access to every provider, and nothing else for a demo", () => {
    const config = read();
    expect(config.mode).toBe("demo");
    expect(config.sessionSecrets).toBeNull();
    expect(faultsOf({}, {}).map((fault) => fault.split(":")[0])).toEqual(
      expect.arrayContaining(Object.keys(demoEnvironment)),
    );
    for (const name of Object.keys(demoEnvironment))
      expect(faultsOf({ [name]: undefined }), name).toEqual([expect.stringMatching(`^${name}: must be set`)]);
  });

  it("guesses no mode", () => {
    expect(faultsOf({ PORTAL_MODE: undefined, NODE_ENV: "production" })).toEqual([
      expect.stringContaining("PORTAL_MODE: must be set to demo or production"),
    ]);
  });

  it("keeps a demo on this machine unless another address is said", () => {
    expect(read().host).toBe("127.0.0.1");
    expect(read({ HOST: "0.0.0.0" }).host).toBe("0.0.0.0");
    expect(readConfig(production).host).toBe("0.0.0.0");
  });

  it("treats empty text as not set", () => {
    expect(read({ PORT: "", REDIS_URL: "" }).port).toBe(3000);
  });

  it("lists all faults at once, by name", () => {
    const faults = faultsOf({ PORT: "none", DATABASE_URL: "mysql://x", LOG_LEVEL: "loud" });
    expect(faults.map((fault) => fault.split(":")[0])).toEqual(["PORT", "LOG_LEVEL", "DATABASE_URL"]);
  });

  it("takes the key of Salesforce as PEM, with written line ends, or from a file, and nothing else", () => {
    const privateKey = demoEnvironment["SALESFORCE_PRIVATE_KEY"] ?? "";
    const live = { clientId: "consumer", privateKey };
    expect(read().salesforce).toMatchObject(live);
    const oneLine = privateKey.replaceAll("\n", "\\n");
    expect(read({ SALESFORCE_PRIVATE_KEY: oneLine }).salesforce).toMatchObject(live);
    const folder = mkdtempSync(join(tmpdir(), "portal-key-"));
    writeFileSync(join(folder, "key.pem"), privateKey);
    const file = { SALESFORCE_PRIVATE_KEY: join(folder, "key.pem") };
    expect(read(file).salesforce).toMatchObject(live);
    rmSync(folder, { recursive: true });
    expect(faultsOf(file)).toEqual([
      "SALESFORCE_PRIVATE_KEY: must be an RSA private key in PEM, or the path of a file with one",
    ]);
    const noPricebook = { SALESFORCE_PORTAL_PRICEBOOK_ID: "0015h0000000001AAA" };
    expect(faultsOf(noPricebook)).toEqual(["SALESFORCE_PORTAL_PRICEBOOK_ID: not an id that begins with 01s"]);
  });

  it("takes the access to Freebit", () => {
    expect(read().freebit).toEqual({
      url: "https://mvno.example.net/emptool/api",
      oemId: "oem",
      oemKey: "key",
    });
    expect(faultsOf({ FREEBIT_BASE_URL: "mvno.example.net" })).toHaveLength(1);
  });

  it("reads what the plans of the shop are at Freebit, each once and whole", () => {
    const plansOf = (FREEBIT_PLANS: string) => read({ FREEBIT_PLANS }).fulfilment.simPlans;
    expect(plansOf("SIM-A=PLAN_1:voice, SIM-B=2:data_sms")).toEqual({
      "SIM-A": { planCode: "PLAN_1", service: "voice" },
      "SIM-B": { planCode: "2", service: "data_sms" },
    });
    for (const text of ["SIM-A", "SIM-A=PLAN_1", "SIM-A=PLAN_1:fax", "SIM-A=1:voice,SIM-A=2:voice"])
      expect(faultsOf({ FREEBIT_PLANS: text })).toEqual([expect.stringContaining("FREEBIT_PLANS: ")]);
  });

  it("accepts a complete production environment", () => {
    expect(readConfig(production).company.registrationNumber).toBe("T7010705000725");
  });

  it.each(Object.keys(production).filter((name) => name !== "PORTAL_MODE"))(
    "refuses production without %s",
    (name) => {
      expect(faultsOf({ [name]: undefined }, production).join()).toContain(name);
    },
  );

  it("refuses plain http in production", () => {
    expect(faultsOf({ PUBLIC_URL: "http://portal.example.jp" }, production)).toHaveLength(1);
  });

  it.each([
    ["SESSION_SECRETS", "a".repeat(40)],
    ["SESSION_SECRETS", "change-me-change-me-change-me-0123456789"],
    ["WHMCS_WEBHOOK_SECRET", "0123456789".repeat(4)],
    ["ENCRYPTION_KEYS", `2026-11:${Buffer.alloc(32, 1).toString("base64")}`],
  ])("refuses to serve customers with a %s that can be guessed: %s", (name, value) => {
    expect(faultsOf({ [name]: value }, production)).toEqual([
      expect.stringMatching(`^${name}: can be guessed`),
    ]);
  });

  it.each([
    ["PUBLIC_URL", "portal.example.jp"],
    ["PUBLIC_URL", "https://portal.example.jp/portal"],
    ["TRUSTED_PROXIES", "10.0.0.0/8"],
    ["WHMCS_CUSTOMER_NUMBER_FIELD", "number"],
    ["MAIL_FROM", "not an address"],
    ["MAIL_FROM", "Mihon <mihon>"],
    ["COMPANY_SUPPORT_HOURS", "25:99-30:00"],
    ["JOBS", "none"],
    // Misspelt.
    ["TRUSTED_PROXY", "1"],
    ["SESSION_SECRET", "x"],
    ["MAIL_FROM_FILE", "/run/mail"],
  ])("tells what is wrong with %s=%s, by name and in words", (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toEqual([expect.stringMatching(`^${name}: `)]);
    expect(faults.join()).not.toMatch(/NaN|Invalid|received/);
  });

  it("takes a sender with and without a name", () => {
    for (const from of ["no-reply@example.jp", "見本テレコム <no-reply@example.jp>"])
      expect(read({ MAIL_FROM: from }).mail.from).toBe(from);
  });

  it("tells what is wrong and what is missing in one round", () => {
    const faults = faultsOf({ PORTAL_MODE: "production", PORT: "abc" });
    expect(faults).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^PORT: /),
        "DATABASE_URL: must be set in production mode",
        "TRUSTED_PROXIES: must be set in production mode",
      ]),
    );
  });

  it("works jobs unless told not to", () => {
    expect([read().jobs, read({ JOBS: "off" }).jobs]).toEqual([true, false]);
  });

  it("refuses short session secrets", () => {
    expect(faultsOf({ SESSION_SECRETS: `${"x".repeat(40)},short` })[0]).toContain("32 characters");
  });
});

describe("encryption keys", () => {
  const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");

  it("are read in their order", () => {
    const { encryptionKeys } = read({ ENCRYPTION_KEYS: `b:${key(2)}, a:${key(1)}` });
    expect(encryptionKeys.map(({ id, key: bytes }) => [id, bytes[0]])).toEqual([
      ["b", 2],
      ["a", 1],
    ]);
  });

  it("have a stand-in for the demo that is the same after a restart", () => {
    expect(read().encryptionKeys).toEqual(read().encryptionKeys);
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
    expect(readConfig(demoEnvironment).timing).toMatchObject({
      longestLeaseMs: Infinity,
      longestRetryMs: Infinity,
    });
    const bounded = readConfig({ ...demoEnvironment, LEASE_SECONDS_MAX: "3", RETRY_SECONDS_MAX: "2" }).timing;
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
    const read = Object.keys(EnvironmentSchema.shape);
    expect(named.map((match) => match[1]).toSorted()).toEqual(read.toSorted());
  });

  it("is a valid configuration once the access to the providers is filled in", () => {
    const values = Object.fromEntries(named.map((match) => [String(match[1]), match[2]]));
    expect(readConfig({ ...values, ...demoEnvironment }).mode).toBe("demo");
  });
});

it("the address service needs all it is let in with, or nothing", () => {
  const service = {
    JAPAN_POST_CLIENT_ID: "client",
    JAPAN_POST_SECRET_KEY: "secret",
    JAPAN_POST_SOURCE_IP: "192.0.2.1",
  };
  expect(read().japanPost).toBeNull();
  expect(read(service).japanPost).toEqual({
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
