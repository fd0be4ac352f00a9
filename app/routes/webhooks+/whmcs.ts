import type { ActionFunctionArgs } from "@remix-run/node";
import { AppError } from "#domain/shared/errors.ts";
import { toJson } from "~/platform/page/error-response.server.ts";
import { receiveWhmcsEvent } from "~/features/events/receive-whmcs-event.server.ts";

export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  try {
    if (request.method !== "POST")
      throw new AppError("invalid_input", { reason: "METHOD_NOT_ALLOWED", status: 405 });
    await context.app.limits.use("webhook", context.clientIp);
    const { isNew } = await receiveWhmcsEvent(context.app, {
      body: await request.text(),
      timestamp: request.headers.get("x-portal-timestamp"),
      signature: request.headers.get("x-portal-signature"),
    });
    return Response.json({ success: true, stored: isNew }, { status: isNew ? 202 : 200 });
  } catch (error) {
    return toJson(error, context);
  }
}

export function loader(): Response {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}
