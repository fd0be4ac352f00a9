import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { findUserByEmail } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { WhmcsClientIdSchema, type WhmcsClientId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { proved, type Visitor } from "./get-started.testing.ts";
import { chooseClient, linkAccount } from "./link-account.server.ts";
import { resumeRegistration } from "./resume-registration.server.ts";
import { listChoices } from "./start-page.server.ts";
import { getVerified } from "./start-token.server.ts";

/** Its login is 7001, and its own client 2001. */
const email = "legacy@example.com";
const own = WhmcsClientIdSchema.parse(2001);

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await Promise.all([bench.control("POST", "/reset"), bench.crmControl("POST", "/reset")]);
  await asSystem(bench.database, async (tx) => {
    await tx.raw("DELETE FROM id_mappings WHERE user_id::text NOT LIKE '00000000-0000-4000-8000-%'");
    await tx.raw("UPDATE users SET email = id::text WHERE id::text NOT LIKE '00000000-0000-4000-8000-%'");
  });
  deps = bench.freshDeps();
});

async function call(action: string, params: Record<string, string>): Promise<Record<string, unknown>> {
  const { url, identifier, secret } = bench.sandbox;
  const body = new URLSearchParams({ action, identifier, secret, responsetype: "json", ...params });
  const response = await fetch(`${url}/includes/api.php`, { method: "POST", body });
  return (await response.json()) as Record<string, unknown>;
}

/** Another client of the same login in the billing system, as staff make them there. */
async function addSecond(companyName = "Legacy Holdings"): Promise<WhmcsClientId> {
  const answer = await call("AddClient", {
    owner_user_id: "7001",
    email: "holdings@example.com",
    companyname: companyName,
    firstname: "Lena",
    lastname: "Legacy",
    address1: "Sakae 1-1-1",
    city: "Nagoya-shi Naka-ku",
    state: "Aichi",
    postcode: "460-0008",
    country: "JP",
    phonenumber: "03-0000-2099",
  });
  return WhmcsClientIdSchema.parse(Number(answer["clientid"]));
}

const link = (visitor: Visitor) => linkAccount(deps, { ...visitor, password: "old-portal-pass" });
const choose = (visitor: Visitor, clientId: WhmcsClientId) => chooseClient(deps, { ...visitor, clientId });
const statusOf = async (visitor: Visitor) => (await getVerified(deps, visitor)).found?.status;

async function linkedClient(): Promise<number | null> {
  return asSystem(bench.database, async (tx) => {
    const user = await findUserByEmail(tx, email);
    return (user && (await findMapping(tx, user.id))?.whmcsClientId) ?? null;
  });
}

test("whose login has several clients chooses one, after the password and never before", async () => {
  const second = await addSecond();
  const visitor = await proved(deps, email);
  expect(await choose(visitor, own)).toBe(true);
  expect(await statusOf(visitor)).toBe("whmcs_unmapped");
  expect(await listChoices(deps, await getVerified(deps, visitor))).toEqual([]);

  expect(await link(visitor)).toBe(true);
  expect(await statusOf(visitor)).toBe("choose_client");
  expect(await linkedClient()).toBeNull();
  expect(await listChoices(deps, await getVerified(deps, visitor))).toEqual([
    {
      id: own,
      name: "Lena Legacy",
      customerNumber: "CN-100021",
      place: "Nagoya-shi Naka-ku, Aichi 460-****",
    },
    {
      id: second,
      name: "Legacy Holdings",
      customerNumber: null,
      place: "Nagoya-shi Naka-ku, Aichi 460-****",
    },
  ]);

  expect(await choose(visitor, own)).toBe(true);
  expect(await statusOf(visitor)).toBe("set_password");
  expect(await linkedClient()).toBe(own);
  // A second press, also of the other one, changes nothing.
  expect(await choose(visitor, second)).toBe(true);
  expect(await linkedClient()).toBe(own);
});

test("a client that was not on offer is refused, and so is one that the login has lost", async () => {
  const second = await addSecond();
  const visitor = await proved(deps, email);
  await link(visitor);
  expect(await choose(visitor, WhmcsClientIdSchema.parse(1001))).toBe(false);
  expect(await statusOf(visitor)).toBe("choose_client");
  await bench.control("POST", "/reset");
  expect(await choose(visitor, second)).toBe(false);
  expect(await linkedClient()).toBeNull();
});

test("a client that cannot be paired is a case for staff", async () => {
  const second = await addSecond();
  const visitor = await proved(deps, email);
  await link(visitor);
  expect(await choose(visitor, second)).toBe(true);
  expect(await statusOf(visitor)).toBe("support");
  expect(await linkedClient()).toBeNull();
});

test("there is nothing to choose where all but one are closed", async () => {
  const second = await addSecond();
  await call("UpdateClient", { clientid: String(second), status: "Closed" });
  const visitor = await proved(deps, email);
  await link(visitor);
  expect(await statusOf(visitor)).toBe("set_password");
  expect(await linkedClient()).toBe(own);
});

test("several presses and two browsers with different choices make one login", async () => {
  const second = await addSecond();
  const visitors = [await proved(deps, email), await proved(deps, email)] as const;
  for (const visitor of visitors) await link(visitor);
  const [one, other] = visitors;
  await Promise.all([choose(one, own), choose(one, own), choose(other, own), choose(one, own)]);
  await choose(other, second);
  await resumeRegistration(deps, other);
  expect(await statusOf(other)).toBe("set_password");
  expect(await linkedClient()).toBe(own);
});

test("a system that does not answer loses neither the proof nor what there is to choose", async () => {
  await addSecond();
  const visitor = await proved(deps, email);
  await link(visitor);
  await bench.crmControl("POST", "/faults", { action: "*", kind: "http_500" });
  await expect(choose(visitor, own)).rejects.toSatisfy((error) => isAppError(error));
  expect(await statusOf(visitor)).toBe("choose_client");
  await bench.crmControl("DELETE", "/faults");
  deps = { ...bench.freshDeps(), records: deps.records };
  expect(await choose(visitor, own)).toBe(true);
  expect(await statusOf(visitor)).toBe("set_password");
  expect(await linkedClient()).toBe(own);
});
