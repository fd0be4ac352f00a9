import { parseWithZod } from "@conform-to/zod/v4";
import { expect, test } from "vitest";
import { AddressByHandSchema } from "./forms.ts";

test("a field that may be left out may hold blanks alone", () => {
  const form = new FormData();
  form.set("townName", " \u3000 ");
  const submission = parseWithZod(form, { schema: AddressByHandSchema });
  expect(submission.status === "error" && submission.error).not.toHaveProperty("townName");
});
