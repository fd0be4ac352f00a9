import { fork, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Shopper } from "../tests/support/checkout.ts";
import { Client } from "../tests/support/http.ts";
import { accountScriptKb } from "./bench/account-script.ts";
import { frameMs } from "./bench/frame.ts";
import { pairedRatio } from "./bench/load.ts";
import { pagesDuringSignIns } from "./bench/sign-ins.ts";
import { startSandboxFor } from "./start-sandbox.ts";

/**
 * Measures what docs/performance.md promises, each figure as a ratio or a count from one run on this machine.
 * `--json` prints one object and nothing else.
 */
const PASSWORD = "rainy-harbour-lantern-42";
const LIST = "/account/billing/invoices?per=50";
const CATALOGUE = "/services/internet";
const CHECKOUT_LATENCY_MS = 500;
const WARM_PAGES = [
  "/account",
  "/account/billing",
  "/account/billing/invoices",
  "/account/billing/invoices/10003",
  "/account/billing/payments",
  "/account/billing/statement",
];

const asJson = process.argv.includes("--json");
const say = (text: string) => (asJson ? undefined : console.log(text));

if (!existsSync("build/server/server.js")) {
  say("Building");
  spawnSync("npm", ["run", "--silent", "build"], {
    stdio: asJson ? "ignore" : "inherit",
    env: { ...process.env, NODE_ENV: "production" },
  });
}

const dataDir = mkdtempSync(join(tmpdir(), "portal-bench-"));
const sandboxPort = "4711";
const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
const sandbox = await startSandboxFor({ ...process.env, PORT: "4712", SANDBOX_WHMCS_PORT: sandboxPort });
let server: ChildProcess | null = null;

try {
  await answers(`${sandboxUrl}/__sandbox/calls`);
  const started = await startServer();
  server = started.process;
  const { url, bareUrl } = started;
  await addInvoices(50);

  const figures: Record<string, number> = {};
  const signedIn = async (email: string): Promise<Client> => {
    const client = new Client(url);
    const answer = await client.signIn(email, PASSWORD);
    if (answer.status !== 303) throw new Error(`sign-in of ${email} answered ${answer.status}`);
    return client;
  };

  say("200 simultaneous cold requests of one customer");
  const amelia = await signedIn("amelia@example.com");
  await control("DELETE", "calls");
  await Promise.all(
    Array.from({ length: 200 }, () => amelia.get("/account/billing/invoices").then((r) => r.text())),
  );
  figures.cold_200_calls_per_resource = Math.max(...(await callsPerResource()).values());

  say("Warm pages");
  for (const path of WARM_PAGES) await (await amelia.get(path)).text();
  await untilQuiet();
  await control("DELETE", "calls");
  for (const path of WARM_PAGES) await (await amelia.get(path)).text();
  figures.warm_provider_calls = (await calls()).total;

  say("Round trips for the session of a signed-in request");
  const before = (await told(server)).roundTrips;
  for (const path of WARM_PAGES) await (await amelia.get(path)).text();
  figures.session_round_trips = ((await told(server)).roundTrips - before) / WARM_PAGES.length;

  say("Script of an account page");
  figures.account_js_gzip_kb = await accountScriptKb(amelia, WARM_PAGES);

  say("Frame of the dashboard while the billing system answers in two seconds");
  const late = await signedIn("late@example.com");
  late.setCookie("js", "1");
  await (await late.get("/account/settings")).text();
  await control("POST", "latency", { ms: 2000 });
  figures.frame_ms_with_provider_2s = Math.round(await frameMs(late, "/account"));
  await control("POST", "latency", { ms: 0 });

  say("Invoice list of 50 rows against the bare renderer, in pairs");
  const small = await signedIn("newbie@example.com");
  const rows = (await (await small.get(LIST)).text()).split("<tr").length - 2;
  if (rows !== 50) throw new Error(`expected 50 rows, the page has ${rows}`);
  await untilQuiet();
  await (await small.get(LIST)).text();
  figures.invoice_list_vs_bare_renderer = await pairedRatio(
    { url: url + LIST, cookie: small.cookieHeader() },
    { url: bareUrl },
  );

  say("A check-out, every provider call counted");
  const shopper = await Shopper.at(await signedIn("grace@example.com"));
  // Payment methods, account and contact are never taken from a copy; the catalogue is everybody's.
  await untilQuiet();
  const counted = await callsDuring(server, () => shopper.page());
  if (counted.length < 3) throw new Error(`a check-out has asked for ${counted.length} things`);
  figures.checkout_calls_per_resource = Math.max(...counted);
  await control("POST", "latency", { ms: CHECKOUT_LATENCY_MS });
  const startedAt = performance.now();
  await shopper.page();
  figures.checkout_ms_over_provider_ms = (performance.now() - startedAt) / CHECKOUT_LATENCY_MS;
  await control("POST", "latency", { ms: 0 });

  say("The catalogue of internet plans against the bare renderer, in pairs");
  const visitor = new Client(url);
  await (await visitor.get(CATALOGUE)).text();
  const catalogue = await visitor.get(CATALOGUE);
  await catalogue.text();
  const caching = catalogue.headers.get("cache-control") ?? "none";
  if (!/^public, max-age=[1-9]/.test(caching) || catalogue.headers.has("set-cookie"))
    throw new Error(`no cache could keep the catalogue: ${caching}`);
  await untilQuiet();
  // Few and quick: in a longer time the portal looks for changes by itself.
  const asked = await callsDuring(server, async () => {
    for (let times = 0; times < 20; times += 1) await (await visitor.get(CATALOGUE)).text();
  });
  figures.catalogue_provider_calls = asked.reduce((sum, count) => sum + count, 0);
  figures.catalogue_vs_bare = await pairedRatio({ url: url + CATALOGUE }, { url: bareUrl });

  say("The same list while a hundred people sign in at once");
  figures.pages_during_100_sign_ins = await pagesDuringSignIns(url, {
    url: url + LIST,
    cookie: small.cookieHeader(),
  });

  say("A list of 5,000 invoices against one of 50, in pairs");
  const bulk = await signedIn("bulk@example.com");
  await (await bulk.get(LIST)).text();
  await untilQuiet();
  figures.invoices_5000_vs_50 = await pairedRatio(
    { url: url + LIST, cookie: small.cookieHeader() },
    { url: url + LIST, cookie: bulk.cookieHeader() },
  );

  for (const [name, value] of Object.entries(figures)) figures[name] = Math.round(value * 100) / 100;
  if (asJson) console.log(JSON.stringify(figures));
  else console.table(figures);
} finally {
  server?.kill("SIGKILL");
  sandbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

function startServer(): Promise<{ process: ChildProcess; url: string; bareUrl: string }> {
  const child = fork("scripts/bench/server.ts", {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...sandbox.environment,
      NODE_ENV: "production",
      PORTAL_MODE: "demo",
      HOST: "127.0.0.1",
      METRICS_PORT: "0",
      LOG_LEVEL: "info",
      DATA_DIR: dataDir,
      INVOICE_INDEX_LIMIT: "50",
      TRUSTED_PROXIES: "1",
    },
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the portal ended with ${code}`)));
    child.once("message", (message) =>
      resolve({ process: child, ...(message as { url: string; bareUrl: string }) }),
    );
  });
}

type Told = { roundTrips: number; calls: Record<string, number> };

/** What the portal has counted so far. */
function told(child: ChildProcess): Promise<Told> {
  return new Promise((resolve) => {
    child.once("message", (message) => resolve(message as Told));
    child.send("count");
  });
}

/** How often each call was made while something was done. */
async function callsDuring(child: ChildProcess, act: () => Promise<unknown>): Promise<number[]> {
  const { calls: before } = await told(child);
  await act();
  const { calls: after } = await told(child);
  return Object.entries(after)
    .map(([name, count]) => count - (before[name] ?? 0))
    .filter((count) => count > 0);
}

/** Over the billing system's own wire, for the customer who has none. */
async function addInvoices(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const body = new URLSearchParams({
      action: "CreateInvoice",
      identifier: "sandbox-identifier",
      secret: "sandbox-secret",
      responsetype: "json",
      userid: "1004",
      status: "Paid",
      date: `2026-0${(number % 9) + 1}-01`,
      duedate: `2026-0${(number % 9) + 1}-15`,
      itemdescription1: `SIM Data & Voice 10GB, month ${number}`,
      itemamount1: "1980.00",
      itemtaxed1: "1",
    });
    const response = await fetch(`${sandboxUrl}/includes/api.php`, { method: "POST", body });
    if (!response.ok) throw new Error(`CreateInvoice answered ${response.status}`);
  }
}

type Calls = { total: number; recent: { action: string; params?: Record<string, unknown> }[] };

async function calls(): Promise<Calls> {
  return (await (await fetch(`${sandboxUrl}/__sandbox/calls`)).json()) as Calls;
}

async function callsPerResource(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { action, params } of (await calls()).recent) {
    const resource = `${action} ${JSON.stringify(params)}`;
    counts.set(resource, (counts.get(resource) ?? 0) + 1);
  }
  return counts;
}

async function control(method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${sandboxUrl}/__sandbox/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {}),
  });
  if (!response.ok) throw new Error(`sandbox control ${path} answered ${response.status}`);
}

/** The index of descriptions is read in the background: figures are taken when it has nothing left to do. */
async function untilQuiet(): Promise<void> {
  for (let quiet = 0, before = -1; quiet < 3;) {
    const { total } = await calls();
    quiet = total === before ? quiet + 1 : 0;
    before = total;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function answers(address: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (
      await fetch(address).then(
        (r) => r.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${address} does not answer`);
}
