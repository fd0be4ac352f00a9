import { beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#domain/shared/errors.ts";
import { createLogger } from "../log/logger.server.ts";
import { mapPart, type Part } from "./part.ts";
import { later, readPart, readSubject } from "./part.server.ts";
import type { RequestContext } from "../request/request-context.server.ts";

const now = new Date("2026-11-23T05:05:00.000Z");
const readAt = new Date("2026-11-23T05:04:00.000Z");
const staleSince = new Date("2026-11-23T04:00:00.000Z");

let levels: string[] = [];
function contextOf(runsScripts: boolean): RequestContext {
  const destination = {
    write: (line: string) => void levels.push((JSON.parse(line) as { level: string }).level),
  };
  return {
    app: { now: () => now },
    log: createLogger({ level: "trace", destination }),
    requestId: "7F3K-92QD-0XWM",
    runsScripts,
    streams: false,
  } as RequestContext;
}
let context: RequestContext;
beforeEach(() => {
  levels = [];
  context = contextOf(true);
});

describe("readPart", () => {
  test.each([
    ["provider_contract", "BILLING_CONTRACT", { system: "billing", isUnreadable: true }],
    ["provider_contract", "CRM_CONTRACT", { system: "crm", isUnreadable: true }],
    ["provider_unavailable", "CRM_UNAVAILABLE", { system: "crm" }],
    ["conflict", "MAPPING_MISSING", {}],
  ] as const)("a part that is missing by %s %s says of which system and why", async (code, reason, fault) => {
    expect(await readPart(context, () => Promise.reject(new AppError(code, { reason })))).toEqual({
      state: "unavailable",
      triedAt: now.toISOString(),
      reference: context.requestId,
      ...fault,
    });
  });

  test("a reading becomes a part with its times", async () => {
    expect(await readPart(context, () => Promise.resolve({ value: 7, readAt, staleSince: null }))).toEqual({
      state: "ready",
      value: 7,
      readAt: "2026-11-23T05:04:00.000Z",
      staleSince: null,
    });
    expect(levels).toEqual([]);
  });

  test("an old copy tells since when there is no answer", async () => {
    expect(await readPart(context, () => Promise.resolve({ value: 7, readAt, staleSince }))).toMatchObject({
      state: "ready",
      staleSince: "2026-11-23T04:00:00.000Z",
    });
  });

  test.each(["provider_unavailable", "provider_contract"] as const)(
    "%s makes the part unavailable, with a reference to quote, and is logged",
    async (code) => {
      const failing = () => Promise.reject(new AppError(code, { reason: "BILLING_UNAVAILABLE" }));
      expect(await readPart(context, failing)).toMatchObject({
        state: "unavailable",
        triedAt: "2026-11-23T05:05:00.000Z",
        reference: "7F3K-92QD-0XWM",
      });
      expect(levels).toEqual(["warn"]);
    },
  );

  test.each(["not_found", "conflict", "rate_limited", "internal", "provider_rejected"] as const)(
    "%s costs this part alone",
    async (code) => {
      const error = new AppError(code, { reason: "NOT_FOUND" });
      expect(await readPart(context, () => Promise.reject(error))).toMatchObject({ state: "unavailable" });
    },
  );

  test("a defect costs this part alone, and is logged as one", async () => {
    const defect = new TypeError("x is not a function");
    expect(await readPart(context, () => Promise.reject(defect))).toMatchObject({ state: "unavailable" });
    const throwing = () => {
      throw defect;
    };
    expect(await readPart(context, throwing)).toMatchObject({ state: "unavailable" });
    const reading = () => Promise.resolve({ value: 7, readAt, staleSince: null });
    expect(await readPart(context, reading, throwing)).toMatchObject({ state: "unavailable" });
    expect(levels).toEqual(["error", "error", "error"]);
  });

  test("shows what was read as the page wants it", async () => {
    const reading = () => Promise.resolve({ value: 7, readAt, staleSince: null });
    expect(await readPart(context, reading, String)).toMatchObject({ value: "7" });
  });
});

describe("readSubject", () => {
  test.each(["not_found", "conflict", "forbidden"] as const)(
    "%s decides the status of the page",
    async (code) => {
      const error = new AppError(code, { reason: "NOT_FOUND" });
      await expect(readSubject(context, () => Promise.reject(error))).rejects.toBe(error);
    },
  );

  test.each(["provider_rejected", "provider_contract", "provider_unavailable", "rate_limited"] as const)(
    "%s says nothing about the record",
    async (code) => {
      const error = new AppError(code, { reason: "BILLING_REFUSED" });
      expect(await readSubject(context, () => Promise.reject(error))).toMatchObject({ state: "unavailable" });
    },
  );

  test("that nobody awaits ends no process", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    void readSubject(context, () => Promise.reject(new AppError("not_found", { reason: "NOT_FOUND" })));
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });
});

/** A promise and the ends it can come to. */
function open<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe("later", () => {
  test("a quick part is part of the frame", async () => {
    expect(await later(context, Promise.resolve(7))).toEqual({ value: 7 });
    expect(context.streams).toBe(false);
  });

  test("a slow part is left to be streamed", async () => {
    const { promise, resolve } = open<number>();
    const part = await later(context, promise);
    expect(part).toHaveProperty("pending");
    expect(context.streams).toBe(true);
    resolve(7);
    expect("pending" in part && (await part.pending)).toBe(7);
  });

  test("without scripts the answer waits for it, since a streamed part would never appear", async () => {
    const plain = contextOf(false);
    const { promise, resolve } = open<number>();
    const part = later(plain, promise);
    setTimeout(resolve, 60, 7);
    expect(await part).toEqual({ value: 7 });
    expect(plain.streams).toBe(false);
  });

  test.each([true, false])("a quick failure is thrown, scripts %s", async (runsScripts) => {
    await expect(later(contextOf(runsScripts), Promise.reject(new Error("broke")))).rejects.toThrow("broke");
  });

  test("a late failure reaches the part, and nobody else", async () => {
    const { promise, reject } = open<number>();
    const part = await later(context, promise);
    reject(new Error("broke"));
    await expect("pending" in part ? part.pending : null).rejects.toThrow("broke");
  });
});

test("mapPart changes the value of a part that is there, and nothing else", () => {
  const ready: Part<number> = { state: "ready", value: 7, readAt: "a", staleSince: "b" };
  expect(mapPart(ready, String)).toEqual({ state: "ready", value: "7", readAt: "a", staleSince: "b" });
  const gone: Part<number> = { state: "unavailable", triedAt: "a", reference: "b" };
  expect(mapPart(gone, String)).toBe(gone);
});
