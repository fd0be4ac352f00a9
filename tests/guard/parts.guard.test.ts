import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "../support/http.ts";
import { readManifest, type RouteNode } from "../support/manifest.ts";
import { PASSWORD, startTestPortal, type TestPortal } from "../support/portal.ts";
import type { SandboxControl } from "../support/sandbox-control.ts";

/** Whose pages are walked: one with orders under way, and for bills one with six invoices in six states. */
const EMAIL = "waiting@example.com";
const EMAIL_OF_BILLS = "late@example.com";
const isBill = (path: string) => path.includes("/invoices/:invoiceId");

/** What a parameter of an address stands for; a route with another one makes this test fail until it is named here. */
const PARAMETERS: Record<string, string> = {
  invoiceId: "",
  orderId: "",
  factorId: "",
  part: "",
  zip: "1500001",
};
/** Made of one reading and nothing else: without it there is no file, and the error page says why. */
const FILES = /\.(pdf|csv|html|json|txt)$/;
/** JSON is one answer: it is there or it is not. */
const isJson = (path: string) => path.startsWith("/api/");
/** Forms for what is read: nobody can change or choose what cannot be shown. The error page says what does not answer. */
const FORMS = /\/configure$|\/profile\/(contact|personal|offers|address)$|^\/account\/order/;

function addresses(nodes: RouteNode[], parent = ""): string[] {
  return nodes.flatMap((node) => {
    const path = node.path ? `${parent}/${node.path}` : parent;
    return [path || "/", ...addresses(node.children ?? [], path)];
  });
}

const manifest = readManifest();
const paths = [...new Set(addresses(manifest))].filter(
  (path) => !/^\/(webhooks|health|demo|auth|refused)|\*|^\/api\/(events|openapi)|logout/.test(path),
);

/** What no answer of a provider may lead to. Slow is tried with everything at once, since it takes its time. */
const KINDS = ["refused", "http_500", "html", "empty_with_counters", "foreign_owner", "unreadable_rows"];
/** Texts of the providers, and words of a program that broke. */
const LEAKS =
  /Internal problem|NEW_CODE|result.{0,5}error|TypeError|RangeError|ZodError|\bundefined\b|\bNaN\b/;

let portal: TestPortal;
let client: Client;
let clientOfBills: Client;
type Provider = { name: string; control: SandboxControl };
let providers: Provider[];
type Visit = { path: string; status: number };
const healthy = new Map<string, number>();
/** Which calls a page makes, as "provider action". */
const callsOf = new Map<string, Set<string>>();

beforeAll(async () => {
  // A circuit that one fault has opened is tried again after a second, before the next fault.
  const environment = { CACHE_TIME_SCALE: "0", RETRY_SECONDS_MAX: "1" };
  portal = await startTestPortal({ today: "real", environment });
  client = new Client(portal.url);
  await client.signIn(EMAIL, PASSWORD);
  clientOfBills = new Client(portal.url);
  await clientOfBills.signIn(EMAIL_OF_BILLS, PASSWORD);
  providers = [
    { name: "whmcs", control: portal.sandbox },
    { name: "salesforce", control: portal.crm },
    { name: "freebit", control: portal.network },
  ];
  const list = await (await clientOfBills.get("/account/billing/invoices")).text();
  PARAMETERS.invoiceId = /\/account\/billing\/invoices\/(\d+)/.exec(list)?.[1] ?? "";
  const orders = await (await client.get("/account/orders")).text();
  PARAMETERS.orderId = /\/account\/orders\/(\w{15,18})/.exec(orders)?.[1] ?? "";
  PARAMETERS.factorId = "00000000-0000-4000-8000-000000000000";
  PARAMETERS.part = "invoices";
  for (const path of paths) {
    for (const { control } of providers) await control.clearCalls();
    const { status } = await visit(path);
    healthy.set(path, status);
    const calls = new Set<string>();
    for (const { name, control } of providers)
      for (const action of Object.keys((await control.calls()).byAction)) calls.add(`${name} ${action}`);
    callsOf.set(path, calls);
  }
}, 400_000);
afterAll(async () => {
  expect(await portal.stop()).toBe(0);
});

async function visit(path: string): Promise<Visit & { text: string }> {
  const address = path.replace(/:(\w+)\??/g, (_, name: string) => {
    const value = PARAMETERS[name];
    if (value === undefined) throw new Error(`what does :${name} of ${path} stand for?`);
    return value;
  });
  const response = await (isBill(path) ? clientOfBills : client).get(address);
  return { path, status: response.status, text: await response.text() };
}

/** Why this answer is not what a page may be while a provider answers badly; null where it is. */
function faultOf(kind: string, { path, status, text }: Visit & { text: string }): string | null {
  const leak = LEAKS.exec(FILES.test(path) ? "" : text.replace(/<script[\s\S]*?<\/script>/g, ""));
  if (leak) return `${path}: shows "${leak[0]}"`;
  const isWhole = status === healthy.get(path);
  const mayFail = FILES.test(path) || isJson(path) || FORMS.test(path);
  if (isWhole || (mayFail && [502, 503].includes(status))) return null;
  // Files and what is costly are limited for each person; and what belongs to somebody else does not exist.
  if ((FILES.test(path) || path === "/account/billing/statement") && status === 429) return null;
  if (kind === "foreign_owner" && path.includes(":") && status === 404) return null;
  return `${path}: ${status} in place of ${healthy.get(path)}`;
}

describe("a page is made of parts, and a part fails alone", () => {
  it("every page answers well while the providers do, and most ask some", () => {
    const failing = [...healthy].filter(([, status]) => status >= 500);
    expect(failing).toEqual([]);
    expect([...callsOf.values()].filter((calls) => calls.size > 0).length).toBeGreaterThan(25);
    expect(healthy.get("/account/orders/:orderId")).toBe(200);
    expect(healthy.get("/account/billing/invoices/:invoiceId")).toBe(200);
  });

  it.each(KINDS)(
    "%s, one call after the other, on every page that makes it",
    { timeout: 240_000 },
    async (kind) => {
      const faults: string[] = [];
      const actions = new Set([...callsOf.values()].flatMap((calls) => [...calls]));
      for (const call of actions) {
        const [name = "", ...rest] = call.split(" ");
        const action = rest.join(" ");
        // Without a token nothing of Salesforce can be asked; that is tried by refusing everything.
        if (action === "token") continue;
        const provider = providers.find((one) => one.name === name);
        await provider?.control.fault({ action, kind });
        for (const [path, calls] of callsOf) {
          if (!calls.has(call)) continue;
          const fault = faultOf(kind, await visit(path));
          if (fault) faults.push(`${call} ${kind}: ${fault}`);
        }
        await provider?.control.clearFaults();
      }
      expect(faults).toEqual([]);
      expect(portal.process.exitCode).toBeNull();
      await recovered();
    },
  );

  it.each(["refused", "http_429", "reset"])("everything %s at once", { timeout: 120_000 }, async (kind) => {
    for (const { control, name } of providers)
      await control.fault({ kind: name === "freebit" && kind === "refused" ? "http_500" : kind });
    const faults: string[] = [];
    for (const path of paths) {
      const fault = faultOf(kind, await visit(path));
      if (fault) faults.push(`everything ${kind}: ${fault}`);
    }
    for (const { control } of providers) await control.clearFaults();
    expect(faults).toEqual([]);
    await recovered();
  });

  it("no answer of a provider ran into a defect of ours", () => {
    const defects = portal
      .log()
      .split("\n")
      .filter((line) =>
        /"event":"(part|cache)\.(defect|read_defect)"|"event":"process\.unhandled/.test(line),
      );
    expect([...new Set(defects.map((line) => line.slice(0, 600)))]).toEqual([]);
  });
});

/** One bad answer closes no circuit for longer than its pause: the pages are whole again without a restart. */
async function recovered(): Promise<void> {
  const isWhole = async () => {
    const page = await visit("/account/billing");
    const services = await visit("/account/services");
    return !/class="gone"/.test(page.text + services.text);
  };
  await expect.poll(isWhole, { timeout: 60_000, interval: 250 }).toBe(true);
}
