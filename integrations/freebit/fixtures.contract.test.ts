import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Megabytes } from "#domain/sim/data-size.ts";
import type { CardNumber, Eid, Msisdn, PlanCode, ReservationNumber } from "#domain/sim/ids.ts";
import type { SubscriberInput } from "#domain/sim/subscriber.ts";
import type { Freebit } from "./freebit.ts";
import { NOT_FOUND, OK, useBench } from "./testing/bench.ts";
import { failureOf } from "./testing/failure.ts";

/** Every recorded sample: its answer as our adapter reads it, and its request where ours is the same. */

const FOLDER = new URL("../../tests/fixtures/freebit/", import.meta.url);
const SampleSchema = z.object({
  request: z.object({
    path: z.string(),
    form: z.object({ json: z.record(z.string(), z.unknown()) }).optional(),
  }),
  response: z.object({ httpStatus: z.int(), body: z.unknown() }),
});
const readSample = (file: string) =>
  SampleSchema.parse(JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), "utf8")));
const files = readdirSync(FOLDER)
  .filter((file) => /^(?:pa\d|common).*\.json$/.test(file))
  .map((file) => file.replace(/\.json$/, ""));

const day = (text: string) => text as CalendarDate;
const first = "09000001234" as Msisdn;
const second = "09000005678" as Msisdn;
const third = "09000009012" as Msisdn;
const plan = (code: string) => code as PlanCode;
const eid = "89049032000001000000123456789165" as Eid;
const oldEid = "89049032000001000000123456789068" as Eid;
const cardNumber = "DN2609000000025" as CardNumber;
const reservation = { number: "1234567890" as ReservationNumber, expiresOn: day("2026-11-25") };
const subscriber: SubscriberInput = {
  kind: "person",
  lastName: "見本",
  firstName: "花子",
  lastNameKana: "ミホン",
  firstNameKana: "ハナコ",
  gender: "female",
  birthDate: day("1990-01-15"),
};
const activeLine = (msisdn: Msisdn, detail: Record<string, unknown> = {}) => ({
  ...OK,
  responseDatas: [{ kind: "MVNO", account: msisdn, state: "active", resultCode: "100", ...detail }],
});

const LOOK = "/mvno/getDetail/";
type Case = {
  run: (freebit: Freebit) => Promise<unknown>;
  gives?: unknown;
  fails?: Record<string, unknown>;
  /** Answers of the looks before; without any the sample is the only call. */
  looks?: unknown[];
  /** The sample's request is what we send: all of it, or all but these fields. */
  sends?: "the same" | readonly string[];
};
const refused = (resultCode: string, refusal: string) => ({
  code: "provider_rejected",
  reason: "SIM_REFUSED",
  facts: { resultCode, refusal },
});
const accepted = { outcome: "accepted" };

const findLine = (msisdn: Msisdn) => (freebit: Freebit) => freebit.findLine({ msisdn });
const getTraffic = (msisdn: Msisdn) => (freebit: Freebit) => freebit.getTraffic({ msisdn });
const register = (msisdn: Msisdn, planCode: string) => (freebit: Freebit) =>
  freebit.registerLine({ msisdn, planCode: plan(planCode) });
const changePlan = (planCode: string, from: string) => (freebit: Freebit) =>
  freebit.changePlan({ msisdn: first, planCode: plan(planCode), from: day(from) });
const cancel = (on: string) => (freebit: Freebit) => freebit.cancelLine({ msisdn: first, on: day(on) });
const topUp = (freebit: Freebit) =>
  freebit.topUp({
    msisdn: first,
    amount: 1000 as Megabytes,
    reference: "topup-000123",
    since: day("2026-11-10"),
    today: day("2026-11-10"),
  });
const changeNetwork = (freebit: Freebit) => freebit.changeNetwork({ msisdn: first, network: "5G" });
const changeVoice = (freebit: Freebit) => freebit.changeVoice({ msisdn: first, change: { roaming: true } });
const registerVoice = (freebit: Freebit) =>
  freebit.registerVoice({ msisdn: first, subscriber, options: { voiceMail: true, callWaiting: true } });
const registerCard = (freebit: Freebit) =>
  freebit.registerPortedCard({ msisdn: third, cardNumber, reservation });
const openCard = (freebit: Freebit) =>
  freebit.openPortedCard({ msisdn: third, cardNumber, planCode: plan("SBX_5G") });
const withdrawCard = (freebit: Freebit) => freebit.withdrawPortedCard({ msisdn: third, cardNumber });
const newEsim = (freebit: Freebit) =>
  freebit.activateEsim({ eid: oldEid, service: "voice", planCode: plan("SBX_10G"), network: "5G" });
const portEsim = (freebit: Freebit) =>
  freebit.activatePortedEsim({
    eid,
    service: "voice",
    planCode: plan("SBX_5G"),
    msisdn: third,
    reservation,
    subscriber,
  });

const temporary = {
  ...OK,
  responseDatas: [{ account: third, state: "temporary", productNumber: cardNumber }],
};
const noHistory = { ...OK, total: 0, count: 0, quotaHistory: [] };

const CASES: Record<string, Case> = {
  "common-error-auth-key-expired": { run: getTraffic(first), fails: { code: "provider_unavailable" } },
  "common-error-body-not-form": { run: findLine(first), fails: refused("400-302", "malformed") },
  "common-error-busy": {
    run: findLine(first),
    fails: { code: "provider_unavailable", reason: "SIM_UNAVAILABLE", facts: { sent: false } },
  },
  "common-error-json-broken": { run: findLine(first), fails: refused("400-302", "malformed") },
  "common-error-required-missing": {
    run: changePlan("SBX_25G", "2026-12-01"),
    looks: [activeLine(first)],
    fails: refused("400-300", "malformed"),
  },
  "pa02-01-success": {
    run: register(first, "SBX_10G"),
    looks: [NOT_FOUND],
    gives: accepted,
    sends: ["requestDatas.0.globalIp"],
  },
  "pa02-01-with-version-field": {
    run: register(second, "SBX_DATA_10G"),
    looks: [NOT_FOUND],
    gives: accepted,
    sends: "the same",
  },
  "pa02-01-error-already-registered": {
    run: register(first, "SBX_10G"),
    // Not there at the first look, there at the second.
    looks: [NOT_FOUND, activeLine(first)],
    gives: { outcome: "already_done", line: { msisdn: first, state: "active" } },
    sends: "the same",
  },
  "pa02-04-error-master": {
    run: cancel("2026-11-30"),
    looks: [activeLine(first)],
    fails: refused("400-301", "malformed"),
  },
  "pa02-04-immediate": { run: cancel("2026-12-01"), looks: [activeLine(first)], gives: accepted },
  "pa02-04-scheduled-month-end": {
    run: cancel("2026-11-30"),
    looks: [activeLine(first)],
    gives: accepted,
    sends: "the same",
  },
  "pa03-02-error-not-found": { run: findLine(third), gives: null },
  "pa03-02-physical-voice-line": {
    run: findLine(first),
    gives: {
      msisdn: first,
      state: "active",
      startedOn: "2026-04-01",
      planCode: "SBX_10G",
      iccid: "8981100012345678905",
      imsi: "440100000001234",
      eid: null,
      cardNumber: "AX2609000000017",
      form: "card",
      network: "5G",
      canTalk: true,
      canSms: true,
      remaining: 7340,
      voice: {
        voiceMail: true,
        callWaiting: false,
        callForwarding: false,
        roaming: false,
        internationalCalls: true,
        roamingLimit: null,
        internationalCallLimit: null,
      },
      pending: null,
    },
    sends: "the same",
  },
  "pa03-02-esim-data-line": {
    run: findLine(second),
    gives: {
      msisdn: second,
      state: "active",
      startedOn: "2026-08-15",
      planCode: "SBX_DATA_10G",
      iccid: "8981100098765432105",
      imsi: "440100000005678",
      eid: oldEid,
      cardNumber: null,
      form: "esim",
      network: "4G",
      canTalk: false,
      canSms: true,
      remaining: 10_000,
      voice: null,
      pending: null,
    },
    sends: "the same",
  },
  "pa03-02-obsolete-line": {
    run: findLine(third),
    gives: { msisdn: third, state: "obsolete", startedOn: "2025-01-01", planCode: null, remaining: null },
  },
  "pa03-02-waiting-async": {
    run: findLine(first),
    gives: { state: "active", pending: { operation: "plan_change", effectiveOn: "2026-12-01" } },
  },
  "pa04-04-success": {
    run: topUp,
    looks: [noHistory],
    gives: accepted,
    sends: "the same",
  },
  "pa04-04-share-group-with-expire": { run: topUp, looks: [noHistory], gives: accepted },
  "pa04-04-error-quota-range": {
    run: topUp,
    looks: [noHistory],
    fails: refused("400-301", "malformed"),
  },
  "pa04-04-error-suspended": {
    run: topUp,
    looks: [noHistory],
    fails: refused("400-384", "wrong_state"),
  },
  "pa05-01-success": {
    run: getTraffic(first),
    gives: { today: 153_600, recentDays: [204_800, 51_200, 0, 1_048_576, 30_720], isThrottled: false },
    sends: "the same",
  },
  "pa05-01-throttled": {
    run: getTraffic(second),
    gives: { today: 9_437_184, recentDays: [8_388_608, 7_340_032, 9_437_184], isThrottled: true },
  },
  "pa05-01-error-no-plan": { run: getTraffic(third), gives: null, sends: "the same" },
  "pa05-02-success": {
    run: (freebit) =>
      freebit.listQuotaHistory({ msisdn: first, from: day("2026-10-01"), to: day("2026-10-31") }),
    gives: [
      { amount: 1000, addedOn: "2026-10-05", expiresOn: "2026-10-31", reference: "topup-000101" },
      { amount: 2000, addedOn: "2026-10-20", expiresOn: "2026-10-31", reference: null },
    ],
    sends: "the same",
  },
  "pa05-05-success": {
    run: registerVoice,
    looks: [activeLine(first)],
    gives: accepted,
    sends: ["talkOption.callTransfer"],
  },
  "pa05-05-error-not-confirmed": {
    run: registerVoice,
    looks: [activeLine(first)],
    fails: refused("400-303", "malformed"),
  },
  "pa05-06-success-roaming-on": {
    run: changeVoice,
    looks: [activeLine(first, { worldwing: "20" })],
    gives: accepted,
    sends: ["talkOption.worldWingCreditLimit"],
  },
  "pa05-06-error-empty": {
    run: changeVoice,
    looks: [activeLine(first)],
    fails: refused("400-304", "malformed"),
  },
  "pa05-06-error-too-early-after-voice": {
    run: changeVoice,
    looks: [activeLine(first)],
    fails: refused("400-381", "voice_in_progress"),
  },
  "pa05-18-success": { run: registerCard, looks: [NOT_FOUND], gives: accepted, sends: "the same" },
  "pa05-18-mnp-ota": { run: registerCard, looks: [NOT_FOUND], gives: accepted },
  "pa05-18-error-account-missing": {
    run: registerCard,
    looks: [NOT_FOUND],
    fails: refused("400-300", "malformed"),
    sends: "the same",
  },
  "pa05-19-success": { run: openCard, looks: [temporary], gives: accepted, sends: "the same" },
  "pa05-19-error-not-temporary": {
    run: openCard,
    looks: [NOT_FOUND],
    fails: refused("400-211", "not_found"),
    sends: "the same",
  },
  "pa05-20-cancelled": { run: withdrawCard, looks: [temporary], gives: accepted, sends: "the same" },
  "pa05-20-error-product-number": {
    run: withdrawCard,
    looks: [temporary],
    fails: refused("400-301", "malformed"),
  },
  "pa05-21-scheduled-first-of-month": {
    run: changePlan("SBX_25G", "2026-12-01"),
    looks: [activeLine(first)],
    gives: accepted,
    sends: "the same",
  },
  "pa05-21-immediate": {
    run: changePlan("SBX_50G", "2026-11-10"),
    looks: [activeLine(first)],
    gives: accepted,
  },
  "pa05-21-withdraws-cancellation": {
    run: changePlan("SBX_25G", "2026-12-01"),
    looks: [activeLine(first)],
    gives: accepted,
  },
  "pa05-21-error-during-line-change": {
    run: changePlan("SBX_25G", "2026-12-01"),
    looks: [activeLine(first)],
    fails: refused("400-382", "network_change_in_progress"),
  },
  "pa05-21-error-unknown-plan": {
    run: changePlan("NO_SUCH_PLAN", "2026-12-01"),
    looks: [activeLine(first)],
    fails: refused("400-215", "plan_impossible"),
  },
  "pa05-38-success": {
    run: changeNetwork,
    looks: [activeLine(first, { contractLine: "4G" })],
    gives: accepted,
    sends: "the same",
  },
  "pa05-38-success-with-product-number": { run: changeNetwork, looks: [activeLine(first)], gives: accepted },
  "pa05-38-accepted-at-exactly-30-min": {
    run: changeNetwork,
    looks: [activeLine(first)],
    gives: accepted,
    sends: "the same",
  },
  "pa05-38-error-locked": {
    run: changeNetwork,
    looks: [activeLine(first)],
    fails: refused("400-382", "network_change_in_progress"),
  },
  "pa05-38-error-bad-line": {
    run: changeNetwork,
    looks: [activeLine(first)],
    fails: refused("400-301", "malformed"),
  },
  "pa05-41-new": {
    run: newEsim,
    gives: { outcome: "accepted", msisdn: "09000008002" },
    sends: "the same",
  },
  // A line that is made is told by its number or not at all.
  "pa05-41-new-operated": { run: newEsim, gives: { outcome: "unknown" } },
  "pa05-41-mnp-in": { run: portEsim, looks: [NOT_FOUND], gives: accepted, sends: "the same" },
  "pa05-41-reissue": {
    run: (freebit) => freebit.reissueEsim({ msisdn: second, eid }),
    looks: [activeLine(second, { eid: oldEid })],
    gives: accepted,
    sends: "the same",
  },
  "pa05-41-error-eid-length": { run: newEsim, fails: refused("400-301", "malformed") },
  "pa05-41-error-unsupported-mnp-operated": {
    run: portEsim,
    looks: [NOT_FOUND],
    fails: refused("400-356", "unsupported"),
  },
};

/** Calls that the portal does not make, and the sign-in, which is tried below. */
const ELSEWHERE = [
  "pa01-01-success",
  "pa01-01-error-wrong-key",
  "pa05-33-success-new",
  "pa05-33-error-unsupported",
];

const bench = useBench();

test("every sample is tried", () => {
  expect([...Object.keys(CASES), ...ELSEWHERE].sort()).toEqual(files.sort());
});

describe("samples", () => {
  test.each(Object.entries(CASES))("%s", async (file, { run, gives, fails, looks = [], sends }) => {
    const { request, response } = readSample(file);
    const path = Object.keys(OWN_PATH).includes(file) ? LOOK : request.path.replace("/emptool/api", "");
    bench.answer({
      ...(looks.length > 0 ? { [path.endsWith("addSpec/") ? "/getQuotaHistory/" : LOOK]: looks } : {}),
      [path]: [response.body],
    });
    if (fails) expect(await failureOf(run(bench.freebit))).toMatchObject(fails);
    else if (gives === null) expect(await run(bench.freebit)).toBeNull();
    else expect(await run(bench.freebit)).toMatchObject(gives as object);

    if (sends === undefined) return;
    const sent = bench.sent().find((each) => each.path.endsWith(path));
    expect(sent?.path).toBe(request.path);
    const { authKey: _, ...fields } = request.form?.json ?? {};
    expect(sent?.fields).toMatchObject(without(fields, sends === "the same" ? [] : sends));
  });
});

/** Samples whose answer is played to another call than theirs, since ours never sends what they were an answer to. */
const OWN_PATH: Record<string, true> = {
  "common-error-body-not-form": true,
  "common-error-json-broken": true,
};

function without(fields: Record<string, unknown>, paths: readonly string[]): Record<string, unknown> {
  const copy = structuredClone(fields);
  for (const path of paths) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let at = copy;
    for (const key of keys) at = at[key] as Record<string, unknown>;
    delete at[last];
  }
  return copy;
}

describe("sign-in", () => {
  test("pa01-01-success: the key goes with every call", async () => {
    const { request, response } = readSample("pa01-01-success");
    bench.server.answer(({ path }, answer) =>
      answer.end(JSON.stringify(path === request.path ? response.body : NOT_FOUND)),
    );
    expect(await bench.freebit.findLine({ msisdn: first })).toBeNull();
    const [signIn, look] = bench.server.received.map(({ params }): unknown =>
      JSON.parse(params.get("json") ?? ""),
    );
    expect(signIn).toEqual({ oemId: "SBXOEM", oemKey: "OEM-KEY-of-ours" });
    expect(look).toMatchObject({ authKey: "SBX7c1e0a6d52" });
  });

  test("pa01-01-error-wrong-key: told to the operator, and not tried again for a minute", async () => {
    bench.server.answer((_, answer) =>
      answer.end(JSON.stringify(readSample("pa01-01-error-wrong-key").response.body)),
    );
    const fails = { code: "provider_unavailable", reason: "SIM_UNAVAILABLE", facts: { sent: false } };
    expect(await failureOf(bench.freebit.findLine({ msisdn: first }))).toMatchObject(fails);
    expect(bench.server.received).toHaveLength(1);
    expect(bench.logger.lines).toContainEqual(expect.objectContaining({ level: "error" }));
    const next = await failureOf(bench.freebit.findLine({ msisdn: first }));
    expect(next).toMatchObject(fails);
    expect(next.retryAfter).toBe(60);
    expect(bench.server.received).toHaveLength(1);
  });
});
