import { expect, test } from "vitest";
import { createMemoryKv } from "../store/memory-kv.server.ts";
import { createLimits, LIMITS } from "../security/limits.server.ts";
import { createUploads } from "./uploads.server.ts";

const now = () => new Date("2026-11-23T00:00:00Z");
const uploads = () => createUploads(createLimits(createMemoryKv({ now })));

test("whatever becomes of them, files count before they are read", async () => {
  const { begin } = uploads();
  for (let file = 0; file < LIMITS.identityDocument.max; file += 1) {
    const upload = await begin("user 1");
    expect(upload.refusal).toBeNull();
    upload.end();
  }
  expect((await begin("user 1")).refusal).toMatchObject({ status: 429 });
  expect((await begin("user 2")).refusal).toBeNull();
});

test("two at a time for each caller, and a few for everybody", async () => {
  const { begin } = uploads();
  const first = await begin("user 1");
  expect((await begin("user 1")).refusal).toBeNull();
  expect((await begin("user 1")).refusal).toMatchObject({ status: 429, retryAfter: 5 });
  for (const caller of ["user 2", "user 3"]) expect((await begin(caller)).refusal).toBeNull();
  expect((await begin("user 5")).refusal).toMatchObject({ status: 429 });
  first.end();
  expect((await begin("user 1")).refusal).toBeNull();
});
