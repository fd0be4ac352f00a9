import type { LoaderFunctionArgs } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { AppError } from "#domain/shared/errors.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { cookieNames } from "../security/cookies.server.ts";
import { createLimits } from "../security/limits.server.ts";
import { createMemoryKv } from "../store/memory-kv.server.ts";
import { createLogger } from "../log/logger.server.ts";
import type { RequestContext, Visitor } from "../request/request-context.server.ts";
import { forCustomer, forVisitor } from "./route.server.ts";

const session = {
  familyId: "AAAAAAAAAAAAAAAAAAAAAAAA",
  userId: UserIdSchema.parse("00000000-0000-4000-8000-000000001001"),
  clientId: WhmcsClientIdSchema.parse(1001),
  name: "Amelia Carter",
  remember: false,
  expiresAt: 0,
  proof: null,
};
const signedIn: Visitor = { state: "signed_in", session, renewed: null };

function args(visitor: Visitor, path = "/account", method = "GET"): LoaderFunctionArgs {
  const request = new Request(new URL(path, "https://portal.example.jp"), { method });
  const context = {
    visitor,
    app: { cookieNames: cookieNames(true), limits: createLimits(createMemoryKv({ now: () => new Date() })) },
    clientIp: "192.0.2.1",
    log: createLogger({ level: "silent" }),
    requestId: "7F3K-92QD-0XWM",
    language: "en",
    refusal: null,
  } as RequestContext;
  return { request, context, params: { invoiceId: "7" } };
}

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => Promise.reject(new Error(`nothing thrown but ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  );

async function redirectOf(visitor: Visitor, path: string, method?: string): Promise<URL> {
  const thrown = await thrownBy(forCustomer(() => "secret")(args(visitor, path, method)));
  if (!(thrown instanceof Response)) throw new Error("no redirect", { cause: thrown });
  expect(thrown.status).toBe(303);
  expect(thrown.headers.get("Cache-Control")).toBe("no-store");
  return new URL(thrown.headers.get("Location") ?? "", "https://portal.example.jp");
}

test("a signed-in customer is handed to the route, with the parts of the request", async () => {
  const handler = forCustomer(({ customer, url, params, request }) => ({
    customer,
    path: url.pathname,
    params,
    method: request.method,
  }));
  expect(await handler(args(signedIn, "/account/billing"))).toEqual({
    customer: session,
    path: "/account/billing",
    params: { invoiceId: "7" },
    method: "GET",
  });
});

describe("nobody else gets that far", () => {
  const none: Visitor = { state: "signed_out", reason: "none" };

  test.each<[string, string, string | null]>([
    ["/account", "/account", null],
    ["/account/billing/invoices?status=paid&page=2", "/account/billing/invoices?status=paid&page=2", null],
    ["/account?index", "/account", null],
  ])("%s: to sign in, and back to %s", async (path, returnTo) => {
    const location = await redirectOf(none, path);
    expect(location.pathname).toBe("/auth/login");
    expect(location.searchParams.get("returnTo")).toBe(returnTo);
    expect(location.searchParams.has("ended")).toBe(false);
  });

  test("a form leads back to its page, not to being sent again", async () => {
    const location = await redirectOf(none, "/account/settings?index", "POST");
    expect(location.searchParams.get("returnTo")).toBe("/account/settings");
  });

  test.each<Visitor>([
    { state: "signed_out", reason: "ended" },
    { state: "signed_out", reason: "reused", familyId: session.familyId, userId: session.userId },
  ])("%j: the sign-in page says why", async (visitor) => {
    expect((await redirectOf(visitor, "/account")).searchParams.get("ended")).toBe("1");
  });

  test("a public path that asks for a customer finds none", async () => {
    expect((await redirectOf({ state: "not_read" }, "/help")).pathname).toBe("/auth/login");
  });

  test("while nobody can be recognised nobody is sent to sign in", async () => {
    const thrown = await thrownBy(forCustomer(() => "secret")(args({ state: "unavailable" })));
    expect(thrown).toMatchObject({
      data: { reason: "MAINTENANCE" },
      init: { status: 503, headers: { "Retry-After": "60" } },
    });
  });
});

describe("what a route throws", () => {
  test("becomes an answer with the right status", async () => {
    const failing = forVisitor(() => {
      throw new AppError("not_found", { reason: "NOT_FOUND" });
    });
    expect(await thrownBy(failing(args(signedIn)))).toMatchObject({
      data: { reason: "NOT_FOUND", requestId: "7F3K-92QD-0XWM" },
      init: { status: 404 },
    });
  });

  test("later than at once, too", async () => {
    const failing = forCustomer(() => Promise.reject(new Error("broken")));
    expect(await thrownBy(failing(args(signedIn)))).toMatchObject({ init: { status: 500 } });
  });
});
