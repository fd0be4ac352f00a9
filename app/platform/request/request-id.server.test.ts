import { expect, test } from "vitest";
import { newRequestId } from "./request-id.server.ts";

const made = Array.from({ length: 5000 }, newRequestId);

test("a reference can be read out on the phone: three groups of four, no I, L, O or U", () => {
  for (const id of made) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
});

test("references do not repeat and use the whole alphabet", () => {
  expect(new Set(made).size).toBe(made.length);
  expect(new Set(made.join("").replaceAll("-", "")).size).toBe(32);
});
