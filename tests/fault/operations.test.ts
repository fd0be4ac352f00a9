import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDataFolder } from "#db/testing.server.ts";
import { Client, textOf } from "../support/http.ts";
import { expectErrorPage, expectLogged, logLines, strayLines } from "../support/pages.ts";
import {
  end,
  freePort,
  PASSWORD,
  runPortal,
  startAgain,
  startTestPortal,
  type Running,
  type TestPortal,
} from "../support/portal.ts";

const LIST = "/account/billing/invoices";
/** For tests that start a process. */
const START_MS = 90_000;

/** Makes the process reject a promise that nobody awaits, whenever it gets this signal. */
const REJECTING =
  "data:text/javascript,process.on('SIGUSR2',()=>{Promise.reject(RangeError('nobody%20awaits%20this'))})";

/** One portal after the other on the same data folder, with one sandbox; on embedded stores, which one folder holds. */
let portal: TestPortal;
let folder: string;

beforeAll(async () => {
  folder = await newDataFolder();
  portal = await startTestPortal({
    embedded: true,
    dataDir: folder,
    today: "real",
    environment: { INVOICE_INDEX_LIMIT: "0", NODE_OPTIONS: `--import ${REJECTING}` },
  });
});
afterAll(async () => {
  await portal.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("health", () => {
  it.each([
    ["/health", { status: "ok", checks: { database: "ok", store: "ok" }, mode: "demo" }],
    ["/health/ready", { status: "ok", checks: { database: "ok", store: "ok" } }],
    ["/health/live", { status: "ok" }],
  ])("%s tells machines how things are", async (path, expected) => {
    const response = await fetch(portal.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.getSetCookie()).toEqual([]);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject(expected);
    expect(body).not.toMatch(/password|secret|127\.0\.0\.1|postgres/i);
  });
});

describe("metrics", () => {
  it("are on a port of their own, and know neither people nor addresses", async () => {
    const client = new Client(portal.url);
    await client.signIn("amelia@example.com", PASSWORD);
    for (const path of [`${LIST}/10003`, `${LIST}/10003/document.pdf`, "/made-up-by-somebody", "/%ff/odd"])
      await client.get(path);
    await client.post("/posted-by-somebody", {}, { Origin: "https://evil.example" });
    await client.send("/put-by-somebody", { method: "PUT" });
    await new Client(portal.url).get("/account/asked-by-a-stranger");

    const text = await (await fetch(portal.metricsUrl)).text();
    for (const name of [
      "portal_http_requests_total",
      "portal_http_request_duration_seconds_bucket",
      "portal_provider_calls_total",
      "portal_provider_call_duration_seconds_bucket",
      "portal_cache_reads_total",
      "portal_database_connections",
      "portal_queue_jobs",
      "portal_provider_circuit_open",
      "nodejs_eventloop_lag_seconds",
    ])
      expect(text).toContain(`${name}{`.replace("lag_seconds{", "lag_seconds "));
    expect(text).toMatch(
      /portal_provider_calls_total\{provider="whmcs",action="GetInvoice",outcome="ok"\} [1-9]/,
    );
    // Without the figures themselves: a count of bytes may hold any digits.
    const names = text.replace(/ \S+$/gm, "");
    expect(names).toContain('action="GetInvoice"');
    expect(names).not.toMatch(/10003|amelia|somebody|a-stranger/);
    expect((await fetch(`${portal.url}/metrics`)).status).toBe(404);
  });
});

describe("the log", () => {
  it("is JSON with one id for all that belongs to a request, provider calls too", async () => {
    const client = new Client(portal.url);
    await client.signIn("grace@example.com", PASSWORD);
    const response = await client.get(LIST);
    const lines = await expectLogged(portal, response.headers.get("x-request-id") ?? "");
    expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(["provider call", "answered"]));
    expect(lines.at(-1)).toMatchObject({ level: "info", method: "GET", route: LIST, status: 200 });
    for (const { time, level } of logLines(portal)) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(["info", "warn", "error"]).toContain(level);
    }
    expect(strayLines(portal)).toEqual([]);
  });

  it("names no address that somebody made up", async () => {
    for (const path of ["/made-up/jane@example.com", "/made-up/090-0000-1234"]) {
      const response = await fetch(portal.url + path);
      await expectLogged(portal, response.headers.get("x-request-id") ?? "");
    }
    expect(portal.log()).not.toMatch(/made-up/);
  });
});

describe("a rejection that nobody awaits", () => {
  it("is logged, and everybody goes on being served", async () => {
    portal.process.kill("SIGUSR2");
    await expect.poll(() => logLines(portal, "process.unhandled_rejection").length).toBe(1);
    expect((await fetch(`${portal.url}/health`)).status).toBe(200);
    expect(portal.process.exitCode).toBeNull();
  });
});

describe("a second process", () => {
  it(
    "on the same data folder refuses to start and names the first",
    async () => {
      const second = runPortal({
        ...portal.environment,
        PORT: String(await freePort()),
        METRICS_PORT: String(await freePort()),
      });
      expect(await exitOf(second)).toBe(1);
      expect(second.output()).toContain(`is in use by process ${portal.process.pid}`);
      expect(second.output()).not.toContain("    at ");
      expect((await fetch(`${portal.url}/health/ready`)).status).toBe(200);
    },
    START_MS,
  );

  it(
    "on the same port refuses to start",
    async () => {
      const other = mkdtempSync(join(tmpdir(), "portal-test-"));
      const second = runPortal({ ...portal.environment, DATA_DIR: other });
      expect(await exitOf(second)).toBe(1);
      expect(second.output()).toContain("EADDRINUSE");
      rmSync(other, { recursive: true, force: true });
    },
    START_MS,
  );
});

describe("a wrong configuration", () => {
  it("is refused with all its faults at once", async () => {
    const process = runPortal({
      ...portal.environment,
      PORTAL_MODE: "staging",
      PORT: "99999",
      PUBLIC_URL: "https://portal.example.jp/path",
      SESSION_SECRETS: "short",
      REDIS_URL: "http://cache",
      COMPANY_REGISTRATION_NUMBER: "T1",
    });
    expect(await exitOf(process)).toBe(1);
    const faults = process.output().match(/^ {2}- [A-Z_]+/gm);
    expect(faults?.map((line) => line.slice(4)).sort()).toEqual([
      "COMPANY_REGISTRATION_NUMBER",
      "PORT",
      "PORTAL_MODE",
      "PUBLIC_URL",
      "REDIS_URL",
      "SESSION_SECRETS",
    ]);
    expect(process.output()).not.toContain("    at ");
  });

  it("of a portal for real customers lists what is missing, and repeats no secret", async () => {
    const production = { PORTAL_MODE: "production", PUBLIC_URL: "http://portal.example.jp" };
    const process = runPortal({ ...production, SESSION_SECRETS: "s".repeat(31) });
    expect(await exitOf(process)).toBe(1);
    expect(process.output()).not.toContain("sss");
    const again = runPortal(production);
    expect(await exitOf(again)).toBe(1);
    for (const name of [
      "DATABASE_URL",
      "REDIS_URL",
      "SESSION_SECRETS",
      "ENCRYPTION_KEYS",
      "WHMCS_API_URL",
      "SMTP_URL",
      "PUBLIC_URL",
      "TRUSTED_PROXIES",
      "WHMCS_CUSTOMER_NUMBER_FIELD",
    ])
      expect(again.output()).toContain(`- ${name}: must be`);
  });

  it("without a mode starts neither a demo nor anything else", async () => {
    const silent = runPortal({ ...portal.environment, PORTAL_MODE: "" });
    expect(await exitOf(silent)).toBe(1);
    expect(silent.output()).toContain("PORTAL_MODE: must be set to demo or production");
  });
});

async function exitOf({ process }: Running): Promise<number | null> {
  if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
  return process.exitCode;
}

describe("the end", () => {
  it(
    "by kill -9 loses nothing that was acknowledged, and the next process takes over",
    async () => {
      const client = new Client(portal.url);
      await client.signIn("kenji@example.jp", PASSWORD);
      await client.submit("/account/settings", { language: "en", theme: "dark" });
      await end(portal.process, "SIGKILL");
      portal = await startAgain(portal);
      // Sessions live in the store of the process here: nobody is let in by an old one.
      expect((await client.get("/account")).status).toBe(303);
      const later = new Client(portal.url);
      await later.signIn("kenji@example.jp", PASSWORD);
      const page = await (await later.get("/account/settings")).text();
      expect(page).toContain('<html lang="en" data-theme="dark"');
      expect(textOf(await (await later.get("/demo/outbox")).text())).toContain("kenji@example.jp");
    },
    START_MS,
  );

  it("by SIGTERM lets the request under way finish, takes no more, and is clean", async () => {
    const client = new Client(portal.url);
    await client.signIn("amelia@example.com", PASSWORD);
    await portal.sandbox.fault({ action: "GetInvoices", kind: "slow", delayMs: 1500 });
    const underWay = client.get(LIST);
    await expect.poll(async () => (await portal.sandbox.calls()).byAction.GetInvoices).toBeGreaterThan(0);
    const exited = once(portal.process, "exit");
    portal.process.kill("SIGTERM");
    await expect.poll(() => isOpen(Number(portal.environment.PORT))).toBe(false);
    const response = await underWay;
    expect(response.status).toBe(200);
    expect(textOf(await response.text())).toContain("Invoices 3");
    expect(await exited).toEqual([0, null]);
    expect(logLines(portal).at(-1)?.msg).toBe("stopped");
    expect(logLines(portal).filter(({ level }) => level === "error")).toEqual([]);
    await portal.sandbox.clearFaults();
  });
});

describe("a start", () => {
  /** Tells when the process begins to listen to the signal. */
  const TELLTALE = `process.on("newListener",(name)=>name==="SIGTERM"&&process.nextTick(()=>console.error("hears")))`;
  const wait = { timeout: START_MS, interval: 5 };
  const moments = {
    "before anything of the portal is loaded": (running: Running) =>
      expect.poll(() => running.output(), wait).toContain("hears"),
    "while the stores are being opened": (_: Running, folder: string) =>
      expect.poll(() => existsSync(join(folder, "portal.lock")), wait).toBe(true),
  };

  it.each(Object.entries(moments))(
    "ends by SIGTERM with code 0 %s",
    async (_, moment) => {
      const port = await freePort();
      const other = mkdtempSync(join(tmpdir(), "portal-test-"));
      const starting = runPortal({
        ...portal.environment,
        PORT: String(port),
        METRICS_PORT: String(await freePort()),
        DATA_DIR: other,
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELLTALE)}`,
      });
      await moment(starting, other);
      // A proxy that is refused asks another instance; one that is answered 503 does not.
      expect(await isOpen(port)).toBe(false);
      // Also when it has ended by itself before, which is told with its code instead of waited for.
      expect(await end(starting.process, "SIGTERM"), starting.output()).toBe(0);
      expect(starting.output()).not.toContain("portal is up");
      rmSync(other, { recursive: true, force: true });
    },
    START_MS,
  );
});

describe("a portal with JOBS=off", () => {
  it(
    "answers, and leaves what is to be done to one that works",
    async () => {
      const mails = async () =>
        (await (await fetch(`${portal.url}/demo/outbox.json?to=late@example.com`)).json()) as unknown[];
      await end(portal.process, "SIGTERM");
      portal = await startAgain(portal, { JOBS: "off" });
      const client = new Client(portal.url);
      const asked = await client.submit("/auth/forgot-password", { email: "late@example.com" });
      expect(asked.status).toBe(303);
      // More than the queue needs between two looks.
      await new Promise((resolve) => setTimeout(resolve, 4000));
      expect(await mails()).toEqual([]);
      await end(portal.process, "SIGTERM");
      portal = await startAgain(portal);
      await expect.poll(mails, { timeout: 15_000 }).toHaveLength(1);
      await end(portal.process, "SIGTERM");
    },
    START_MS * 2,
  );
});

describe("a portal that is closed for maintenance, behind https", () => {
  beforeAll(async () => {
    portal = await startAgain(portal, {
      AUTH_MAINTENANCE_MODE: "true",
      PUBLIC_URL: "https://portal.example.jp",
    });
  });

  it("lets nobody in and says so", async () => {
    const client = new Client(portal.url);
    const page = await client.get("/auth/login");
    expect(page.status).toBe(503);
    expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
    const text = textOf(await page.text());
    expect(text).toContain("Sign-in is closed for maintenance");
    expect(text).not.toContain("Password");
    expect((await client.get("/account")).status).toBe(303);
    expect((await client.get("/help")).status).toBe(200);
    expect((await fetch(`${portal.url}/health/ready`)).status).toBe(200);
  });

  it("takes no form with the right password either", async () => {
    const client = new Client(portal.url);
    await client.get("/auth/login");
    const response = await client.post(
      "/auth/login",
      { email: "amelia@example.com", password: PASSWORD },
      { Origin: "https://portal.example.jp" },
    );
    await expectErrorPage(portal, response, { status: 403, title: "This form is no longer valid" });
    expect(client.cookie("__Host-at")).toBeUndefined();
  });

  it("binds cookies to its host and browsers to https", async () => {
    const response = await fetch(`${portal.url}/auth/login`);
    expect(response.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-visitor=[\w-]{22}; Path=\/; SameSite=Lax; HttpOnly; Secure$/),
    ]);
  });
});

describe("an operator's commands", () => {
  /** On the data folder that the portal has left. */
  const ops = (...command: string[]) => {
    const { PATH, HOME } = process.env;
    const env = { NODE_ENV: "production" as const, PATH, HOME, ...portal.environment };
    return spawnSync("npm", ["run", "--silent", "ops", "--", ...command], { env, encoding: "utf8" });
  };

  it(
    "are there for whoever has the sources",
    async () => {
      await end(portal.process, "SIGTERM");
      const orders = ops("orders", "list", "--json");
      // Node may note that there is no .env, which is right.
      expect([orders.status, orders.stderr.replace(/^\.env not found.*\n/, "")]).toEqual([
        0,
        `Works on embedded database in ${folder} (demo).\n`,
      ]);
      expect(JSON.parse(orders.stdout)).toBeInstanceOf(Array);
      const login = ops("mapping", "show", "amelia@example.com");
      expect([login.status, login.stdout]).toEqual([0, expect.stringContaining("1001")]);
      expect(ops("audit:verify").status).toBe(0);
      // A slip starts no portal.
      const nothing = ops();
      expect([nothing.status, nothing.stdout]).toEqual([2, expect.stringContaining("orders list")]);
    },
    START_MS,
  );
});

/** Whether anybody takes a connection on this port. */
function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.unref();
    socket.once("connect", () => socket.destroy());
  });
}
