import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays, type CalendarDate } from "#domain/shared/dates.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { gigabytes, sumKilobytes, toMegabytes } from "#domain/sim/data-size.ts";
import type { CardNumber, Eid, Msisdn, PlanCode, ReservationNumber } from "#domain/sim/ids.ts";
import type { Line } from "#domain/sim/schema.ts";
import type { SubscriberInput } from "#domain/sim/subscriber.ts";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { startFreebitSandbox, type FreebitSandbox } from "#tests/sandbox/freebit/server.ts";
import { findRefusal } from "./errors.ts";
import { createFreebit, createFreebitTransport, type Freebit } from "./freebit.ts";
import { failureOf } from "./testing/failure.ts";

const TODAY = "2026-11-23" as CalendarDate;
const MINUTE = 60_000;

let sandbox: FreebitSandbox;
let logger = createMemoryLogger();
let freebit: Freebit;
let clock = 0;

const adapter = (change: { oemKey?: string } = {}) =>
  createFreebit({
    ...sandbox,
    ...change,
    logger,
    transport: createFreebitTransport({
      now: () => new Date("2026-11-23T00:00:00Z"),
      logger,
      limits: { backOffMs: 1, failuresToOpen: 1_000 },
    }),
  });

beforeAll(async () => {
  sandbox = await startFreebitSandbox({ today: TODAY });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control("POST", "/reset");
  clock = Date.parse(`${TODAY}T09:00:00+09:00`);
  await control("POST", "/clock", { now: new Date(clock).toISOString() });
  logger = createMemoryLogger();
  freebit = adapter();
});

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(sandbox.controlUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}
const fault = (action: string, kind: string, times?: number) =>
  control("POST", "/faults", { action, kind, times });
const counts = async () => (await control<{ byAction: Record<string, number> }>("GET", "/calls")).byAction;
const acts = async () => (await control<{ byAct: Record<string, number> }>("GET", "/acts")).byAct;
async function wait(ms: number): Promise<void> {
  clock += ms + 1_000;
  await control("POST", "/clock", { now: new Date(clock).toISOString() });
}

const day = (text: string) => text as CalendarDate;
const number = (text: string) => text as Msisdn;
const plan = (code: string) => code as PlanCode;
const ofAmelia = number("09000001001");
const ofHanako = number("09000001002");
const ofKenji = number("09000001008");
const card = { msisdn: number("09000006101"), cardNumber: "AX0000000000101" as CardNumber };
const ported = number("09000007008");
const eidOfWren = "89049032000000000000000000100752" as Eid;
const reservation = { number: "1112345678" as ReservationNumber, expiresOn: addDays(TODAY, 11) };
const wren: SubscriberInput = {
  kind: "person",
  lastName: "Waits",
  firstName: "Wren",
  lastNameKana: "ウェイツ",
  firstNameKana: "レン",
  gender: "female",
  birthDate: day("1996-02-29"),
};
const nextMonth = day("2026-12-01");

describe("reading the seeded lines (world.md 3)", () => {
  it("reads a line with its usage", async () => {
    expect(await freebit.getLine({ msisdn: ofAmelia })).toMatchObject({
      state: "active",
      planCode: "SBX_10G",
      iccid: "8981100000000010019",
      eid: "89049032000000000000000000100170",
      cardNumber: null,
      form: "esim",
      network: "5G",
      canTalk: true,
      remaining: 3_760,
      voice: { voiceMail: true, callWaiting: false },
      pending: null,
    });
    const traffic = await freebit.getTraffic({ msisdn: ofAmelia });
    expect(traffic?.today).toBe(412 * 1_024);
    expect(traffic?.recentDays).toHaveLength(30);
    const thisMonth = [traffic?.today, ...(traffic?.recentDays ?? []).slice(0, 22)].flatMap(
      (usage) => usage ?? [],
    );
    expect(toMegabytes(sumKilobytes(thisMonth))).toBe(6_240);
  });

  it.each([
    ["09000001002", { cardNumber: "AX0009000001002", network: "4G", remaining: 690, form: "card" }],
    ["09000003001", { planCode: "SBX_DATA_5G", canTalk: false, voice: null, remaining: 4_770 }],
    ["09000003038", { pending: { operation: "network_change", effectiveOn: TODAY } }],
    ["09000003039", { state: "obsolete", planCode: null, remaining: null }],
    ["09000001005", { state: "suspended", planCode: "SBX_3G" }],
    ["09000001006", { startedOn: "2026-11-20", remaining: 4_997 }],
    ["09000001008", { planCode: "SBX_DATA_5G", remaining: 2_750, pending: null }],
    ["09000002001", { planCode: "SBX_5G" }],
  ])("%s", async (msisdn, expected) => {
    expect(await freebit.getLine({ msisdn: number(msisdn) })).toMatchObject(expected);
  });

  it("tells absent lines from lines without figures", async () => {
    const nobody = number("09000000000");
    expect(await freebit.findLine({ msisdn: nobody })).toBeNull();
    expect(await failureOf(freebit.getLine({ msisdn: nobody }))).toMatchObject({ code: "not_found" });
    expect(await failureOf(freebit.getTraffic({ msisdn: nobody }))).toMatchObject({ code: "not_found" });
    await freebit.registerPortedCard({ ...card, msisdn: ported, reservation });
    expect(await freebit.getTraffic({ msisdn: ported })).toBeNull();
    expect((await freebit.getTraffic({ msisdn: number("09000001006") }))?.recentDays).toEqual([
      1_024, 1_024, 1_024,
    ]);
  });

  it("lists what was added", async () => {
    const range = { from: day("2026-10-01"), to: day("2026-10-31") };
    expect(await freebit.listQuotaHistory({ msisdn: ofAmelia, ...range })).toMatchObject([{ amount: 3_000 }]);
    expect(await freebit.listQuotaHistory({ msisdn: ofHanako, ...range })).toEqual([]);
  });
});

describe("answers that are written otherwise (freebit.md 3.4)", () => {
  it.each([
    { codes: "number" },
    { numbers: "text" },
    { numbers: "number" },
    { account: "number" },
    { account: "hyphens" },
    { fieldCase: "camel" },
    { dates: "slashes" },
    { dates: "dashes" },
    { dates: "with_time" },
    { optional: "null" },
    { optional: "empty" },
    { extraFields: true },
  ])("%j reads the same", async (shape) => {
    await freebit.changePlan({ msisdn: ofHanako, planCode: plan("SBX_50G"), from: nextMonth });
    const read = async () => [
      await freebit.getLine({ msisdn: ofAmelia }),
      await freebit.getLine({ msisdn: ofHanako }),
      await freebit.getLine({ msisdn: number("09000003001") }),
      await freebit.getTraffic({ msisdn: ofAmelia }),
      await freebit.listQuotaHistory({ msisdn: ofAmelia, from: day("2026-10-01"), to: TODAY }),
    ];
    const before = await read();
    await control("POST", "/shape", shape);
    expect(await read()).toEqual(before);
  });

  it.each(["missing", "japanese"])(
    "a refusal whose status is %s is one all the same",
    async (errorStatus) => {
      await control("POST", "/shape", { errorStatus });
      const error = await failureOf(freebit.changeNetwork({ msisdn: number("09000003038"), network: "4G" }));
      expect(error.reason).toBe("SIM_REFUSED");
    },
  );
});

/** Each way of making or changing a line, as a call that may come again; `done` sees that it has had its effect. */
type Write = {
  api: string;
  account: string;
  prepare?: () => Promise<unknown>;
  run: () => Promise<{ outcome: string }>;
  done: () => Promise<void>;
};
const line = (msisdn: Msisdn): Promise<Line | null> => freebit.findLine({ msisdn });

const WRITES = {
  registerLine: {
    api: "PA02-01",
    account: card.msisdn,
    run: () => freebit.registerLine({ msisdn: card.msisdn, planCode: plan("SBX_5G") }),
    done: async () => {
      expect(await line(card.msisdn)).toMatchObject({ state: "waiting" });
      await wait(10 * MINUTE);
      expect(await line(card.msisdn)).toMatchObject({
        state: "active",
        planCode: "SBX_5G",
        cardNumber: card.cardNumber,
        iccid: "8981100000000061012",
      });
    },
  },
  registerPortedCard: {
    api: "PA05-18",
    account: ported,
    run: () => freebit.registerPortedCard({ ...card, msisdn: ported, reservation }),
    done: async () => {
      expect(await line(ported)).toMatchObject({ state: "temporary", cardNumber: card.cardNumber });
    },
  },
  openPortedCard: {
    api: "PA05-19",
    account: ported,
    prepare: () => freebit.registerPortedCard({ ...card, msisdn: ported, reservation }),
    run: () => freebit.openPortedCard({ ...card, msisdn: ported, planCode: plan("SBX_5G") }),
    done: async () => {
      expect(await line(ported)).toMatchObject({ state: "active", planCode: "SBX_5G", startedOn: TODAY });
    },
  },
  withdrawPortedCard: {
    api: "PA05-20",
    account: ported,
    prepare: () => freebit.registerPortedCard({ ...card, msisdn: ported, reservation }),
    run: () => freebit.withdrawPortedCard({ ...card, msisdn: ported }),
    done: async () => {
      expect(await line(ported)).toBeNull();
    },
  },
  activatePortedEsim: {
    api: "PA05-41",
    account: ported,
    run: () =>
      freebit.activatePortedEsim({
        eid: eidOfWren,
        service: "voice",
        planCode: plan("SBX_10G"),
        network: "5G",
        msisdn: ported,
        reservation,
        subscriber: wren,
      }),
    done: async () => {
      expect(await line(ported)).toMatchObject({ state: "waiting", eid: null, iccid: null });
      await wait(10 * MINUTE);
      expect(await line(ported)).toMatchObject({ state: "active", eid: eidOfWren, network: "5G" });
    },
  },
  registerVoice: {
    api: "PA05-05",
    account: card.msisdn,
    prepare: async () => {
      await freebit.registerLine({ msisdn: card.msisdn, planCode: plan("SBX_5G") });
      await wait(10 * MINUTE);
    },
    run: () =>
      freebit.registerVoice({
        msisdn: card.msisdn,
        subscriber: wren,
        options: { voiceMail: false, callWaiting: true },
      }),
    done: async () => {
      await wait(30 * MINUTE);
      expect(await line(card.msisdn)).toMatchObject({ voice: { voiceMail: false, callWaiting: true } });
    },
  },
  topUp: {
    api: "PA04-04",
    account: ofHanako,
    run: () =>
      freebit.topUp({
        msisdn: ofHanako,
        amount: gigabytes(1),
        reference: "topup-7",
        since: TODAY,
        today: TODAY,
      }),
    done: async () => {
      expect(await line(ofHanako)).toMatchObject({ remaining: 1_690 });
    },
  },
  changePlan: {
    api: "PA05-21",
    account: ofKenji,
    run: () => freebit.changePlan({ msisdn: ofKenji, planCode: plan("SBX_DATA_10G"), from: nextMonth }),
    done: async () => {
      expect(await line(ofKenji)).toMatchObject({ planCode: "SBX_DATA_5G" });
      clock = Date.parse(`${nextMonth}T00:00:00+09:00`);
      await wait(0);
      expect(await line(ofKenji)).toMatchObject({ planCode: "SBX_DATA_10G", remaining: 10_000 });
    },
  },
  cancelLine: {
    api: "PA02-04",
    account: ofKenji,
    run: () => freebit.cancelLine({ msisdn: ofKenji, on: nextMonth }),
    done: async () => {
      clock = Date.parse(`${nextMonth}T00:00:00+09:00`);
      await wait(0);
      expect(await line(ofKenji)).toMatchObject({ state: "active" });
      await wait(10 * MINUTE);
      expect(await line(ofKenji)).toMatchObject({ state: "obsolete" });
    },
  },
  reissueEsim: {
    api: "PA05-41",
    account: ofAmelia,
    run: () => freebit.reissueEsim({ msisdn: ofAmelia, eid: eidOfWren }),
    done: async () => {
      expect(await line(ofAmelia)).toMatchObject({ eid: "89049032000000000000000000100170" });
      await wait(10 * MINUTE);
      const after = await line(ofAmelia);
      expect(after).toMatchObject({ state: "active", eid: eidOfWren });
      expect(after?.iccid).not.toBe("8981100000000010019");
    },
  },
} satisfies Record<string, Write>;
/** What waits leaves no trace by which a repeat would know itself: the provider's pause is what keeps it from a second effect. */
const PAUSED: Record<string, Write & { refusal: string }> = {
  changeVoice: {
    api: "PA05-06",
    account: ofAmelia,
    refusal: "voice_in_progress",
    run: () => freebit.changeVoice({ msisdn: ofAmelia, change: { roaming: true, voiceMail: false } }),
    done: async () => {
      await wait(30 * MINUTE);
      expect(await line(ofAmelia)).toMatchObject({
        voice: { voiceMail: false, callWaiting: false, roaming: true, roamingLimit: 50_000 },
      });
    },
  },
  changeNetwork: {
    api: "PA05-38",
    account: ofHanako,
    refusal: "network_change_in_progress",
    run: () => freebit.changeNetwork({ msisdn: ofHanako, network: "5G" }),
    done: async () => {
      expect(await line(ofHanako)).toMatchObject({ network: "4G" });
      await wait(30 * MINUTE);
      expect(await line(ofHanako)).toMatchObject({ network: "5G" });
    },
  },
};

const doneOnce = async ({ api, account }: Write) => expect((await acts())[`${api} ${account}`]).toBe(1);

describe("writes", () => {
  it.each(Object.entries<Write>(WRITES))(
    "%s happens once, however often it is asked for",
    async (_, write) => {
      await write.prepare?.();
      expect(await write.run()).toEqual({ outcome: "accepted" });
      expect(await write.run()).toMatchObject({ outcome: "already_done" });
      await doneOnce(write);
      await write.done();
      expect(await write.run()).toMatchObject({ outcome: "already_done" });
      await doneOnce(write);
    },
  );

  it.each(Object.entries(PAUSED))("%s is refused while it runs, and done afterwards", async (_, write) => {
    expect(await write.run()).toEqual({ outcome: "accepted" });
    const error = await failureOf(write.run());
    expect(error).toMatchObject({ code: "provider_rejected", facts: { refusal: write.refusal } });
    expect(findRefusal(error)).toMatchObject({ refusal: write.refusal });
    await write.done();
    expect(await write.run()).toMatchObject({ outcome: "already_done" });
    await doneOnce(write);
  });

  const lost = ["lost_answer", "broken_json", "no_verdict", "late_internal_error"];
  const notDone = ["reset", "http_503", "html", "internal_error"];
  const repeats = (kinds: readonly string[]) =>
    Object.entries<Write>(WRITES).flatMap(([name, write]) => kinds.map((kind) => ({ name, write, kind })));

  it.each(repeats(lost))("$name after $kind: unknown, sent once, found done", async ({ write, kind }) => {
    await write.prepare?.();
    const sentBefore = (await counts())[write.api] ?? 0;
    await fault(write.api, kind, 1);
    expect(await write.run()).toEqual({ outcome: "unknown" });
    expect((await counts())[write.api]).toBe(sentBefore + 1);
    expect(await write.run()).toMatchObject({ outcome: "already_done" });
    await doneOnce(write);
    await write.done();
  });

  it.each(repeats(notDone))("$name after $kind: unknown, then done", async ({ write, kind }) => {
    await write.prepare?.();
    await fault(write.api, kind, 1);
    expect(await write.run()).toEqual({ outcome: "unknown" });
    expect(await write.run()).toEqual({ outcome: "accepted" });
    await doneOnce(write);
  });

  it.each(repeats(["busy", "unknown_code"]))(
    "$name after $kind: thrown, since nothing was done",
    async ({ write, kind }) => {
      await write.prepare?.();
      await fault(write.api, kind, 1);
      const error = await failureOf(write.run());
      expect(error.code).toBe(kind === "busy" ? "provider_unavailable" : "provider_rejected");
      expect(await write.run()).toEqual({ outcome: "accepted" });
      await doneOnce(write);
    },
  );

  it.each(repeats(["key_expired"]))(
    "$name with an expired key: signs in once more",
    async ({ write, kind }) => {
      await write.prepare?.();
      const before = (await counts())["PA01-01"] ?? 0;
      await freebit.findLine({ msisdn: ofAmelia });
      await fault(write.api, kind, 1);
      expect(await write.run()).toEqual({ outcome: "accepted" });
      expect((await counts())["PA01-01"]).toBe(Math.max(1, before) + 1);
      await doneOnce(write);
    },
  );

  it("a look that fails sends nothing", async () => {
    await fault("PA03-02", "html");
    expect((await failureOf(WRITES.registerLine.run())).code).toBe("provider_unavailable");
    expect((await counts())["PA02-01"]).toBeUndefined();
  });

  it("one call that hangs ends as unknown, and later as done or not", async () => {
    const { registerLine } = WRITES;
    await fault("PA02-01", "hang", 1);
    const running = registerLine.run();
    await expect.poll(async () => (await counts())["PA02-01"]).toBe(1);
    await control("DELETE", "/faults");
    expect(await running).toEqual({ outcome: "unknown" });
    expect(await registerLine.run()).toEqual({ outcome: "accepted" });
  });
});

describe("a new eSIM", () => {
  const esim = { eid: eidOfWren, service: "voice", planCode: plan("SBX_10G"), network: "5G" } as const;

  it("gets its number with the answer, and opens later", async () => {
    const outcome = await freebit.activateEsim(esim);
    expect(outcome).toEqual({ outcome: "accepted", msisdn: "09000008003" });
    const msisdn = number("09000008003");
    expect(await freebit.getLine({ msisdn })).toMatchObject({ state: "waiting" });
    const early = freebit.registerVoice({
      msisdn,
      subscriber: wren,
      options: { voiceMail: false, callWaiting: false },
    });
    expect(findRefusal(await failureOf(early))).toMatchObject({ refusal: "wrong_state" });
    await wait(10 * MINUTE);
    expect(await freebit.getLine({ msisdn })).toMatchObject({
      state: "active",
      eid: eidOfWren,
      startedOn: TODAY,
      network: "5G",
      voice: null,
    });
    await freebit.registerVoice({
      msisdn,
      subscriber: wren,
      options: { voiceMail: false, callWaiting: false },
    });
    expect(await freebit.getLine({ msisdn })).toMatchObject({ pending: { operation: "voice_registration" } });
    await wait(30 * MINUTE);
    expect(await freebit.getLine({ msisdn })).toMatchObject({ voice: { voiceMail: false }, pending: null });
  });

  it.each(["lost_answer", "reset", "http_503", "no_verdict", "hidden"])(
    "%s: unknown, and never sent again by us",
    async (kind) => {
      if (kind === "hidden") await control("POST", "/shape", { hideNewNumber: true });
      else await fault("PA05-41", kind);
      expect(await freebit.activateEsim(esim)).toEqual({ outcome: "unknown" });
      expect((await counts())["PA05-41"]).toBe(1);
    },
  );

  it("is refused for a device that has one", async () => {
    await freebit.activateEsim(esim);
    const error = await failureOf(freebit.activateEsim(esim));
    expect(findRefusal(error)).toEqual({ refusal: "already_registered", resultCode: "400-212" });
  });

  it("lets nothing out that is not full-width, and keeps the name out of errors and log", async () => {
    const subscriber = { ...wren, firstNameKana: "Wren-the-secret" } as SubscriberInput;
    const error = await failureOf(
      freebit.activatePortedEsim({ ...esim, msisdn: ported, reservation, subscriber }),
    );
    expect(error).toMatchObject({ code: "invalid_input", facts: { fields: "firstNameKana" } });
    expect(JSON.stringify([error.message, error.facts, logger.lines])).not.toContain("secret");
    expect(await counts()).toEqual({});
  });
});

describe("rules that the portal has to keep", () => {
  it("a plan change would withdraw a cancellation, so it is not sent while one waits (T9)", async () => {
    await freebit.cancelLine({ msisdn: ofKenji, on: nextMonth });
    const change = freebit.changePlan({ msisdn: ofKenji, planCode: plan("SBX_DATA_10G"), from: nextMonth });
    expect(await failureOf(change)).toMatchObject({
      code: "conflict",
      facts: { refusal: "cancellation_waiting" },
    });
    expect((await counts())["PA05-21"]).toBeUndefined();
  });

  it("a card of another order, and a line in service, are left alone", async () => {
    await freebit.registerPortedCard({ ...card, msisdn: ported, reservation });
    const other = "AX0000000000102" as CardNumber;
    const again = await failureOf(
      freebit.registerPortedCard({ msisdn: ported, cardNumber: other, reservation }),
    );
    expect(findRefusal(again)).toMatchObject({ refusal: "already_registered" });
    const withdraw = freebit.withdrawPortedCard({
      msisdn: ofHanako,
      cardNumber: "AX0009000001002" as CardNumber,
    });
    expect(await failureOf(withdraw)).toMatchObject({ code: "not_found" });
    expect(await acts()).toEqual({ [`PA05-18 ${ported}`]: 1 });
  });

  it.each([0, 1.5, 512_001])("a top-up of %d MB is not sent", async (amount) => {
    const topUp = freebit.topUp({
      msisdn: ofAmelia,
      amount: amount as ReturnType<typeof gigabytes>,
      reference: "x",
      since: TODAY,
      today: TODAY,
    });
    expect(await failureOf(topUp)).toMatchObject({ code: "invalid_input" });
  });

  it("an eSIM without another device is made again for the one it is in", async () => {
    expect(await freebit.reissueEsim({ msisdn: ofAmelia, eid: null })).toEqual({ outcome: "accepted" });
    expect(await freebit.reissueEsim({ msisdn: ofAmelia, eid: null })).toMatchObject({
      outcome: "already_done",
    });
    const ofCard = freebit.reissueEsim({ msisdn: ofHanako, eid: null });
    expect(await failureOf(ofCard)).toMatchObject({ code: "invalid_input" });
    expect(await freebit.reissueEsim({ msisdn: ofHanako, eid: eidOfWren })).toEqual({ outcome: "accepted" });
  });
});

describe("reads under faults", () => {
  const reads = {
    "PA03-02": () => freebit.findLine({ msisdn: ofAmelia }),
    "PA05-01": () => freebit.getTraffic({ msisdn: ofAmelia }),
    "PA05-02": () => freebit.listQuotaHistory({ msisdn: ofAmelia, from: TODAY, to: TODAY }),
  };
  const of = (kinds: readonly string[]) =>
    Object.entries(reads).flatMap(([api, read]) => kinds.map((kind) => ({ api, read, kind })));

  it.each(of(["reset", "lost_answer", "half_answer", "http_502", "http_503", "busy"]))(
    "$api: $kind is tried three times, and gone when it passes",
    async ({ api, read, kind }) => {
      await fault(api, kind);
      expect(await failureOf(read())).toMatchObject({
        code: "provider_unavailable",
        reason: "SIM_UNAVAILABLE",
      });
      expect((await counts())[api]).toBe(3);
      await control("DELETE", "/faults");
      await fault(api, kind, 2);
      expect(await read()).toBeTruthy();
    },
  );

  it.each(of(["http_403", "http_429", "http_500", "html", "empty_body", "broken_json", "internal_error"]))(
    "$api: $kind is unavailable at once",
    async ({ api, read, kind }) => {
      await fault(api, kind);
      expect(await failureOf(read())).toMatchObject({
        code: "provider_unavailable",
      });
      expect((await counts())[api]).toBe(1);
    },
  );

  it.each(of(["no_verdict"]))("$api: $kind is not as agreed", async ({ api, read, kind }) => {
    await fault(api, kind);
    expect(await failureOf(read())).toMatchObject({
      code: "provider_contract",
      reason: "SIM_CONTRACT",
      facts: { provider: "freebit", call: api, field: "resultCode" },
    });
  });

  it("the circuit opens in the end, and nothing is sent any more", async () => {
    const impatient = createFreebit({
      ...sandbox,
      logger,
      transport: createFreebitTransport({ now: () => new Date(), logger, limits: { backOffMs: 1 } }),
    });
    await fault("PA03-02", "html");
    // About five lines: five unusable answers about one line say nothing of the others.
    for (let line = 1; line <= 5; line += 1) {
      expect(impatient.status().circuit).toBe("closed");
      await failureOf(impatient.findLine({ msisdn: number(`0900000100${line}`) }));
    }
    expect(impatient.status().circuit).toBe("open");
    const error = await failureOf(impatient.registerLine({ msisdn: card.msisdn, planCode: plan("SBX_5G") }));
    expect(error.facts).toMatchObject({ cause: "circuit_open", sent: false });
    expect((await counts())["PA03-02"]).toBe(5);
  });
});

describe("signing in", () => {
  const many = (count: number) =>
    Promise.all(Array.from({ length: count }, () => freebit.findLine({ msisdn: ofAmelia })));

  it("happens once under a hundred parallel calls, and once more when the key has expired", async () => {
    expect((await many(100)).every((found) => found !== null)).toBe(true);
    expect((await counts())["PA01-01"]).toBe(1);
    await control("POST", "/expire-keys");
    expect((await many(100)).every((found) => found !== null)).toBe(true);
    expect((await counts())["PA01-01"]).toBe(2);
    await many(20);
    expect((await counts())["PA01-01"]).toBe(2);
  });

  it("keys age by the provider's clock alone", async () => {
    await many(1);
    await wait(29 * MINUTE);
    await many(1);
    expect((await counts())["PA01-01"]).toBe(1);
    await wait(2 * MINUTE);
    await many(10);
    expect((await counts())["PA01-01"]).toBe(2);
  });

  it("works for two portals when each sign-in ends the other's key", async () => {
    await control("POST", "/shape", { oneKeyAtATime: true });
    const other = adapter();
    for (let round = 0; round < 3; round += 1) {
      expect(await freebit.findLine({ msisdn: ofAmelia })).not.toBeNull();
      expect(await other.findLine({ msisdn: ofAmelia })).not.toBeNull();
    }
  });

  it.each(["busy", "reset", "http_503"])("is repeated after %s, and a write goes out once", async (kind) => {
    await fault("PA01-01", kind, 2);
    expect(await WRITES.registerLine.run()).toEqual({ outcome: "accepted" });
    expect(await counts()).toMatchObject({ "PA01-01": 3, "PA02-01": 1 });
  });

  it.each(["html", "lost_answer", "no_verdict", "internal_error", "key_expired"])(
    "that fails by %s is everybody's failure, and nothing was sent",
    async (kind) => {
      await fault("PA01-01", kind);
      const ends = await Promise.allSettled([
        ...Array.from({ length: 5 }, () => freebit.findLine({ msisdn: ofAmelia })),
        freebit.activateEsim({ eid: eidOfWren, service: "voice", planCode: plan("SBX_10G") }),
      ]);
      for (const end of ends) {
        expect(end.status).toBe("rejected");
        const reason: unknown = end.status === "rejected" ? end.reason : null;
        expect(isAppError(reason) && reason.facts["sent"]).toBe(false);
      }
      expect(Object.keys(await counts())).toEqual(["PA01-01"]);
    },
  );

  it("is asked for again by the next call", async () => {
    await fault("PA01-01", "html", 1);
    await failureOf(freebit.findLine({ msisdn: ofAmelia }));
    expect(await freebit.findLine({ msisdn: ofAmelia })).not.toBeNull();
  });

  it("that is refused holds everything back for a minute and tells the operator", async () => {
    const stranger = adapter({ oemKey: "wrong" });
    expect(await failureOf(stranger.findLine({ msisdn: ofAmelia }))).toMatchObject({
      code: "provider_unavailable",
      facts: { cause: "access_refused", sent: false },
    });
    expect((await failureOf(stranger.findLine({ msisdn: ofAmelia }))).facts["cause"]).toBe("circuit_open");
    expect((await counts())["PA01-01"]).toBe(1);
    const alarms = logger.lines.filter(({ level }) => level === "error");
    expect(alarms.map(({ message }) => message)).toEqual([
      "mobile network refuses the portal: check its configuration",
    ]);
  });

  it("a new key that is refused too ends the call instead of signing in without end", async () => {
    await fault("PA03-02", "key_expired");
    expect(await failureOf(freebit.findLine({ msisdn: ofAmelia }))).toMatchObject({
      code: "provider_unavailable",
      facts: { cause: "access_refused", sent: false },
    });
    expect(await counts()).toEqual({ "PA01-01": 2, "PA03-02": 2 });
  });
});

it("numbers, names, keys and what the provider says stay out of the log", async () => {
  await freebit.activatePortedEsim({
    eid: eidOfWren,
    service: "voice",
    planCode: plan("SBX_10G"),
    msisdn: ported,
    reservation,
    subscriber: wren,
  });
  await fault("PA05-05", "unknown_code", 1);
  await failureOf(WRITES.registerVoice.run());
  await fault("PA04-04", "broken_json", 1);
  await WRITES.topUp.run();
  const written = JSON.stringify(logger.lines);
  expect(logger.lines.length).toBeGreaterThan(5);
  expect(written).not.toMatch(
    /0900000|9000007008|ＷＡＩＴＳ|Waits|1112345678|890490|sandbox-key|SBX[0-9a-f]|Unknown/,
  );
});
