import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { NewBillingClient } from "#domain/users/schema.ts";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { startWhmcsSandbox, type WhmcsSandbox } from "#tests/sandbox/whmcs/server.ts";
import { isUnclear } from "./client.ts";
import { failureOf } from "./testing/bench.ts";
import { createWhmcs, createWhmcsTransport, type Whmcs } from "./whmcs.ts";

const now = () => new Date("2026-11-23T00:00:00Z");
const password = "a password that nobody needs";
const details: NewBillingClient = {
  firstName: "Nora",
  lastName: "O'New & Sons",
  email: "nora@example.com",
  phone: "03-0000-4001",
  address: {
    address1: "Azabu Court 305",
    address2: "Higashi-Azabu 1-9-2",
    city: "Minato-ku",
    state: "Tokyo",
    postcode: "106-0044",
    country: "JP",
  },
  customerNumber: "CN-100101",
  birthDate: "1991-04-12",
  gender: "Female",
  language: "japanese",
  marketing: true,
};

let sandbox: WhmcsSandbox;
let whmcs: Whmcs;
let reference: string;

beforeAll(async () => {
  sandbox = await startWhmcsSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control("POST", "/reset");
  reference = randomUUID();
  const logger = createMemoryLogger();
  whmcs = createWhmcs({
    customerNumberField: 198,
    ...sandbox,
    logger,
    birthDateField: 199,
    genderField: 200,
    transport: createWhmcsTransport({ now, logger, limits: { backOffMs: 1 } }),
  });
});

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(sandbox.controlUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}

const add = (change: Partial<NewBillingClient> = {}) =>
  whmcs.addClient({ reference, password, details: { ...details, ...change } });

async function sentFields(): Promise<Record<string, string>> {
  const calls = await control<{ recent: { action: string; params: Record<string, string> }[] }>(
    "GET",
    "/calls",
  );
  return calls.recent.find(({ action }) => action === "AddClient")?.params ?? {};
}

describe("addClient", () => {
  test("makes a client with its customer number, and a login for its address", async () => {
    const added = await add();
    if (added.state !== "added") throw new Error(added.state);
    const client = await whmcs.getClient({ clientId: added.clientId });
    expect(client).toMatchObject({
      firstName: "Nora",
      lastName: "O'New & Sons",
      email: "nora@example.com",
      address1: "Azabu Court 305",
      address2: "Higashi-Azabu 1-9-2",
      city: "Minato-ku",
      state: "Tokyo",
      postcode: "106-0044",
      country: "JP",
      status: "active",
      language: "japanese",
      customerNumber: "CN-100101",
      ownerUserId: added.ownerUserId,
    });
    expect(await whmcs.validateLogin({ email: details.email, password })).toMatchObject({
      userId: added.ownerUserId,
    });
    expect(await whmcs.findUsersByEmail({ email: " NORA@example.com" })).toMatchObject([
      { id: added.ownerUserId, clients: [{ id: added.clientId, isOwner: true }] },
    ]);
  });

  test("sends no mail, the reference as a note, and custom fields by byte length", async () => {
    await add({ gender: null });
    const fields = await sentFields();
    expect(fields).toMatchObject({ noemail: "1", marketingoptin: "1", notes: `portal-ref:${reference}` });
    expect(Buffer.from(fields["customfields"] ?? "", "base64").toString()).toBe(
      'a:2:{i:198;s:9:"CN-100101";i:199;s:10:"1991-04-12";}',
    );
  });

  test("an address that a client or a login has is taken, and makes nothing", async () => {
    expect(await add({ email: "legacy@example.com" })).toEqual({ state: "taken" });
    // The second login of 1003: a login without a client of its own.
    expect(await add({ email: "accounts@example.com" })).toEqual({ state: "taken" });
    expect((await add()).state).toBe("added");
    expect(await add()).toEqual({ state: "taken" });
  });

  test("a value that a person can mend is told by its field, anything else is a refusal", async () => {
    expect(await add({ phone: "none" })).toEqual({ state: "refused", field: "phone" });
    expect(await add({ email: "nora" })).toEqual({ state: "refused", field: "email" });
    await control("POST", "/shape", { requiredClientFields: [201] });
    expect(await failureOf(add())).toMatchObject({ code: "provider_rejected", reason: "BILLING_REFUSED" });
    await control("DELETE", "/shape");
  });
});

describe("findAddedClient", () => {
  test("finds its own client and nobody else's", async () => {
    const find = (email: string, other = reference) => whmcs.findAddedClient({ email, reference: other });
    expect(await find(details.email)).toBeNull();
    const added = await add();
    expect(added).toEqual({ state: "added", ...(await find(details.email)) });
    expect(await find(details.email, randomUUID())).toBeNull();
    expect(await find("legacy@example.com")).toBeNull();
  });

  test.each(["lost_answer", "half_answer"])("tells after a %s that the client is there", async (kind) => {
    await control("POST", "/faults", { action: "AddClient", kind, times: 1 });
    expect(isUnclear(await failureOf(add()))).toBe(true);
    expect(await whmcs.findAddedClient({ email: details.email, reference })).not.toBeNull();
    const { byAction } = await control<{ byAction: Record<string, number> }>("GET", "/calls");
    expect(byAction["AddClient"]).toBe(1);
  });
});
