import { redirectDocument } from "@remix-run/node";
import { isSteppedUp, type ProtectedAction } from "#domain/auth/step-up.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { refuseForm } from "~/platform/page/form.server.ts";
import type { Customer, RouteInput } from "~/platform/page/route.server.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { readDeviceId } from "./device-cookie.server.ts";
import { clockOf, readStepUpWays, sendStepUpCode } from "./step-up.server.ts";
import { findKeptForm, keepForm } from "./kept-form.server.ts";

type Input = Pick<RouteInput, "app" | "request" | "context"> & { customer: Customer };

/**
 * Call it in the action of a protected form, after `readForm`. Goes on when a factor was given in this session within five
 * minutes; else keeps the form and throws the redirect to the page that asks for one, which brings the person back to
 * `page` and their filled form (`resumedFields`). Who gives their factor by mail has the code on its way by then. The redirect loads the
 * whole page: that page is sent without scripts.
 */
export async function requireStepUp(input: Input, action: ProtectedAction, page: string): Promise<void> {
  const { app, request, customer } = input;
  if (isSteppedUp(action, customer.proof, clockOf(app))) return;
  const { values: fields } = await refuseForm(request, {});
  const id = await keepForm(app, customer, { action, returnTo: page, fields });
  await sendFirstCode(input, action);
  throw redirectDocument(stepUpPath(id), 303);
}

/** Where a mailed code is what they are asked for first. One of a moment ago is still good: the page says which. */
async function sendFirstCode(
  { app, request, context, customer }: Input,
  action: ProtectedAction,
): Promise<void> {
  const { ways } = await readStepUpWays(app, customer, action);
  if (ways[0] !== "mailed_code") return;
  const { clientIp, userAgent, requestId } = context;
  try {
    await sendStepUpCode(app, {
      customer,
      deviceHash: hashText(readDeviceId(app.cookieNames, request.headers.get("cookie"))),
      from: { clientIp, userAgent, requestId },
    });
  } catch (error) {
    if (!isAppError(error) || error.code !== "rate_limited") throw error;
  }
}

/**
 * The same for a program: throws AppError `forbidden`/`STEP_UP_REQUIRED` with the path of the page that asks for a factor. Whoever
 * opens it comes back to `page`, with `fields` filled in.
 */
export async function requireStepUpForJson(
  { app, customer }: Pick<Input, "app" | "customer">,
  action: ProtectedAction,
  { page, fields }: { page: string; fields: Record<string, string> },
): Promise<void> {
  if (isSteppedUp(action, customer.proof, clockOf(app))) return;
  const id = await keepForm(app, customer, { action, returnTo: page, fields });
  throw new AppError("forbidden", { reason: "STEP_UP_REQUIRED", details: { continueAt: stepUpPath(id) } });
}

/** In the loader of a form's page: what was typed before the step-up, or nothing. */
export async function resumedFields({
  app,
  customer,
  url,
}: Pick<RouteInput, "app" | "url"> & { customer: Customer }): Promise<Record<string, string>> {
  const kept = await findKeptForm(app, customer, url.searchParams.get("resume"));
  return kept && pathOf(kept.returnTo) === url.pathname ? kept.fields : {};
}

function pathOf(page: string): string {
  return page.split("?", 1)[0] ?? page;
}

function stepUpPath(id: string): string {
  return `/auth/step-up?${new URLSearchParams({ for: id }).toString()}`;
}
