import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { AppError, asFailedRead } from "#domain/shared/errors.ts";
import type { Session } from "../security/sessions.server.ts";
import { toThrowable } from "./error-response.server.ts";
import { countWrite } from "../request/count-write.server.ts";
import { holdForm } from "./held-form.server.ts";
import type { RouteInput } from "../request/route-input.ts";

export type { RouteInput } from "../request/route-input.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/** The signed-in customer; every read and write of customer data is bound to it. */
export type Customer = Session;

/** Wraps a loader or action that needs no customer: what it throws becomes an error page with the right status. */
export function forVisitor<T>(handler: (input: RouteInput) => T | Promise<T>) {
  return forUncounted(async (input) => {
    await countWrite(input);
    return handler(input);
  });
}

/** As forVisitor, for the one action that may always be done: to sign out. */
export function forUncounted<T>(handler: (input: RouteInput) => T | Promise<T>) {
  return async (args: Args): Promise<T> => {
    try {
      return await handler(inputOf(args));
    } catch (thrown) {
      const error = args.request.method === "GET" ? asFailedRead(thrown) : thrown;
      throw toThrowable(error, args.context);
    }
  };
}

/**
 * Wraps a loader or action of the account area; it begins with `requireCustomer`. Every route of the area goes through
 * here: resource routes and loaders that run in parallel inherit nothing from their layout.
 */
export function forCustomer<T>(handler: (input: RouteInput & { customer: Customer }) => T | Promise<T>) {
  return forVisitor(async (input) => handler({ ...input, customer: await requireCustomer(input) }));
}

/**
 * The customer of this request. Throws a redirect to the sign-in page, which brings the person back here and to what they
 * had typed, or AppError `provider_unavailable`/`MAINTENANCE` while nobody can be recognised.
 */
export async function requireCustomer(input: RouteInput): Promise<Customer> {
  const { visitor } = input.context;
  if (visitor.state === "signed_in") return visitor.session;
  if (visitor.state === "unavailable")
    throw new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 60 });
  const query = new URLSearchParams({ returnTo: await wayBack(input) });
  if (visitor.state === "signed_out" && visitor.reason !== "none") query.set("ended", "1");
  throw redirect(`/auth/login?${query.toString()}`, {
    status: 303,
    headers: { "Cache-Control": "no-store" },
  });
}

/** The page itself; for a form, which no redirect can repeat, the page that offers to send it again, or else its page. */
async function wayBack(input: RouteInput): Promise<string> {
  const { request, url } = input;
  if (request.method !== "POST") return url.pathname + withoutInternals(url);
  const heldId = await holdForm(input);
  return heldId === null ? url.pathname : `/account/resume?form=${heldId}`;
}

function withoutInternals(url: URL): string {
  const query = new URLSearchParams(url.search);
  query.delete("index");
  return query.size > 0 ? `?${query.toString()}` : "";
}

function inputOf({ request, params, context }: Args): RouteInput {
  return { request, url: new URL(request.url), params, context, app: context.app };
}
