import { describe, expect, test } from "vitest";
import { z } from "zod";
import { SignInFormSchema } from "#domain/auth/forms.ts";
import { createCsrf } from "../security/csrf.server.ts";
import { createKeys } from "../security/keys.server.ts";
import { readForm, refuseForm } from "./form.server.ts";
import type { RouteInput } from "./route.server.ts";

const csrf = createCsrf(createKeys(["a secret of this test, 32 characters"]));
const token = csrf.issue("family");

function post(body: BodyInit, headers: Record<string, string> = {}): Pick<RouteInput, "request" | "context"> {
  const request = new Request("https://portal.example.jp/auth/login", {
    method: "POST",
    body,
    headers: { cookie: "visitor=x", ...headers },
  });
  const visitor = { state: "signed_in", session: { userId: "bob" } };
  return { request, context: { csrfBinding: "family", visitor, app: { csrf } } as RouteInput["context"] };
}
const send = (fields: [string, string][]) => post(new URLSearchParams(fields));
const read = (input: Pick<RouteInput, "request" | "context">) =>
  readForm(input as RouteInput, SignInFormSchema);

const right: [string, string][] = [
  ["csrf", token],
  ["email", " amelia@example.com "],
  ["password", " with spaces "],
];

describe("readForm", () => {
  test("gives the fields as the schema reads them", async () => {
    expect(await read(send([...right, ["remember", "on"], ["returnTo", "/account/billing"]]))).toEqual({
      ok: true,
      value: {
        email: "amelia@example.com",
        password: " with spaces ",
        remember: true,
        returnTo: "/account/billing",
      },
    });
  });

  test("reads multipart forms as well", async () => {
    const form = new FormData();
    for (const [name, value] of right) form.append(name, value);
    expect(await read(post(form))).toMatchObject({ ok: true, value: { remember: false } });
  });

  test("fields that the schema does not know are left out", async () => {
    const answer = await read(send([...right, ["admin", "1"], ["__proto__", "x"]]));
    expect(answer.ok && Object.keys(answer.value).sort()).toEqual(["email", "password", "remember"]);
  });
});

test("what a refused form sends back: never passwords and codes, but a postcode", async () => {
  const fields: [string, string][] = [
    ["newPassword", "x"],
    ["code", "123456"],
    ["recoveryCode", "x"],
    ["csrf", token],
    ["postcode", "106-0044"],
    ["postCode", "106-0044"],
  ];
  expect((await refuseForm(send(fields).request, {})).values).toEqual({
    postcode: "106-0044",
    postCode: "106-0044",
  });
});

describe("the token of the form", () => {
  test.each<[string, [string, string][], string]>([
    ["missing", [], "missing"],
    ["empty", [["csrf", ""]], "wrong"],
    ["of another browser", [["csrf", csrf.issue("somebody else")]], "wrong"],
    [
      "not the first of two",
      [
        ["csrf", "wrong"],
        ["csrf", token],
      ],
      "wrong",
    ],
  ])("%s: nothing is read", async (_, fields, fact) => {
    await expect(read(send([...fields, ["email", "a@b"], ["password", "x"]]))).rejects.toMatchObject({
      code: "forbidden",
      reason: "CSRF_INVALID",
      facts: { token: fact },
    });
  });

  test("of another account in this browser: says so", async () => {
    const others = read(send([["csrf", csrf.issue("family of ann", "ann")]]));
    await expect(others).rejects.toMatchObject({ code: "forbidden", reason: "OTHER_ACCOUNT" });
    const older = read(send([["csrf", csrf.issue("older family of bob", "bob")]]));
    await expect(older).rejects.toMatchObject({ reason: "CSRF_INVALID" });
  });

  test("without any cookie, the browser keeps none: says so", async () => {
    const sent = read(post(new URLSearchParams([["csrf", csrf.issue("visitor")]]), { cookie: "" }));
    await expect(sent).rejects.toMatchObject({ code: "forbidden", status: 403, reason: "COOKIES_NEEDED" });
  });

  test("sent as a file it is no token", async () => {
    const form = new FormData();
    form.append("csrf", new File([token], "csrf"));
    await expect(read(post(form))).rejects.toMatchObject({ reason: "CSRF_INVALID" });
  });
});

describe("a refused form", () => {
  test("names a message for each field and keeps what was typed, passwords and tokens never", async () => {
    const answer = await read(
      send([...right.slice(0, 1), ["email", ""], ["password", "hunter2"], ["remember", "on"]]),
    );
    expect(answer).toEqual({
      ok: false,
      refusal: { errors: { email: "form.required" }, values: { email: "", remember: "on" } },
    });
  });

  test.each(["password", "newPassword", "clientSecret", "code", "CSRF"])(
    "%s is not sent back",
    async (name) => {
      const { request } = send([
        [name, "hunter2"],
        ["note", "kept"],
      ]);
      expect(await refuseForm(request, { "": "auth.login.wrong" })).toEqual({
        errors: { "": "auth.login.wrong" },
        values: { note: "kept" },
      });
    },
  );

  test("a field that comes twice is refused, and its first value is kept", async () => {
    const answer = await read(send([...right, ["email", "other@example.com"]]));
    expect(answer).toMatchObject({
      ok: false,
      refusal: { errors: { email: "form.required" }, values: { email: " amelia@example.com " } },
    });
  });

  test("a field that no page of ours sends so has a sentence, whatever its schema says", async () => {
    const schema = z.object({ phone: z.string(), kind: z.enum(["a", "b"]) });
    for (const fields of [
      [],
      [
        ["phone", "1"],
        ["phone", "2"],
        ["kind", "c"],
      ],
    ] as [string, string][][]) {
      const answer = await readForm(send([["csrf", token], ...fields]) as RouteInput, schema);
      expect(answer).toMatchObject({
        refusal: { errors: { phone: "form.unreadable", kind: "form.unreadable" } },
      });
    }
  });

  test("a file in place of a text is refused and not kept", async () => {
    const form = new FormData();
    for (const [name, value] of right) if (name !== "email") form.append(name, value);
    form.append("email", new File(["x"], "x.txt"));
    expect(await read(post(form))).toMatchObject({
      ok: false,
      refusal: { errors: { email: "form.required" }, values: {} },
    });
  });

  test("what is too long is refused and comes back cut", async () => {
    const answer = await read(
      send([
        ["csrf", token],
        ["email", "a".repeat(5000)],
        ["password", "p".repeat(1025)],
      ]),
    );
    expect(answer).toMatchObject({
      ok: false,
      refusal: {
        errors: { email: "form.email", password: "form.tooLong" },
        values: { email: "a".repeat(1000) },
      },
    });
  });

  test("names of object members are fields like others", async () => {
    const { request } = send([
      ["constructor", "a"],
      ["__proto__", "b"],
      ["toString", "c"],
    ]);
    const { values } = await refuseForm(request, {});
    for (const [, value] of Object.entries(values)) expect(value).toMatch(/^[abc]$/);
  });

  test("one that was read already can still be refused with its values", async () => {
    const input = send(right);
    expect(await read(input)).toMatchObject({ ok: true });
    expect((await refuseForm(input.request, {})).values).toEqual({ email: " amelia@example.com " });
  });

  test("a schema's own messages are passed on by path", async () => {
    const schema = z.object({ lines: z.array(z.object({ text: z.string("form.required") })) });
    const input = send([
      ["csrf", token],
      ["lines[0].text", "a"],
      ["lines[1].text", ""],
    ]);
    expect(await readForm(input as RouteInput, schema)).toMatchObject({
      ok: false,
      refusal: { errors: { "lines[1].text": "form.required" } },
    });
  });
});

test.each([
  ["JSON", "{}", "application/json"],
  ["a type without a boundary", "x", "multipart/form-data"],
  ["no type at all", "email=a", ""],
])("%s is no form", async (_, body, type) => {
  const input = post(new TextEncoder().encode(body), type === "" ? {} : { "Content-Type": type });
  await expect(read(input)).rejects.toMatchObject({ code: "invalid_input", reason: "VALIDATION_FAILED" });
});
