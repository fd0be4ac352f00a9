import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { AppError, asFailedRead } from "#domain/shared/errors.ts";
import type { Reading } from "../cache/types.ts";
import { countWrite } from "../request/count-write.server.ts";
import { toJson } from "../page/error-response.server.ts";
import type { Customer, RouteInput } from "../page/route.server.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Handler<Input> = (input: Input) => Response | Promise<Response>;

/** Wraps a loader of `/api/*`: what it throws becomes the error envelope of portal.md 1. */
export function jsonForVisitor(handler: Handler<RouteInput>) {
  return async ({ request, params, context }: Args): Promise<Response> => {
    const input = { request, url: new URL(request.url), params, context, app: context.app };
    try {
      await countWrite(input);
      return await handler(input);
    } catch (thrown) {
      return toJson(request.method === "GET" ? asFailedRead(thrown) : thrown, context);
    }
  };
}

/** As jsonForVisitor, for the signed-in customer. A program is not sent to the sign-in page: it is told that it is not signed in. */
export function jsonForCustomer(handler: Handler<RouteInput & { customer: Customer }>) {
  return jsonForVisitor((input) => {
    const { visitor } = input.context;
    if (visitor.state === "signed_in") return handler({ ...input, customer: visitor.session });
    if (visitor.state === "unavailable")
      throw new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 60 });
    throw new AppError("unauthenticated", { reason: "SESSION_EXPIRED" });
  });
}

/**
 * Data as JSON, with the time of the oldest of the readings it was made of; `staleSince` is set while one of them is a copy because
 * its provider does not answer.
 */
export function jsonReading(
  readings: readonly Omit<Reading<unknown>, "value">[],
  data: unknown,
  headers: Record<string, string> = {},
): Response {
  const times = readings.map(({ readAt }) => readAt.toISOString()).sort();
  const failures = readings.flatMap(({ staleSince }) => staleSince?.toISOString() ?? []).sort();
  return Response.json(
    { success: true, data, readAt: times[0], staleSince: failures[0] ?? null },
    { headers },
  );
}
