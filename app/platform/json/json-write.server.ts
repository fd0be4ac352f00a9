import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { messagesOf } from "~/messages/messages.server.ts";
import { requireFormToken } from "../request/form-token.server.ts";
import { toJson } from "../page/error-response.server.ts";
import { jsonForCustomer } from "./json-route.server.ts";
import type { Customer, RouteInput } from "../page/route.server.ts";

export type JsonWriteInput<Body> = RouteInput & {
  customer: Customer;
  body: Body;
  /** From the header `Idempotency-Key`; what it means is the use-case's. */
  idempotencyKey: string;
};

/**
 * Wraps an action of `/api/account/*`: the only way to read a JSON body. Behind the host's check of the origin it asks for
 * `application/json`, which no form of another site can send, the CSRF token of this session in `X-CSRF-Token`, and an
 * `Idempotency-Key` (portal.md 1). The schema's messages are keys of the catalogues. Answers `METHOD_NOT_ALLOWED`, `VALIDATION_FAILED`
 * (415 for another type, 400 with `details` by field) and what `requireFormToken` does.
 */
export function jsonWriteForCustomer<Schema extends z.ZodType>(
  { method, schema }: { method: "POST" | "PATCH"; schema: Schema },
  handler: (input: JsonWriteInput<z.output<Schema>>) => Response | Promise<Response>,
) {
  return jsonForCustomer(async (input) => {
    const { request, context } = input;
    const { headers } = request;
    if (request.method !== method) {
      const refused = new AppError("invalid_input", { reason: "METHOD_NOT_ALLOWED", status: 405 });
      const answer = toJson(refused, context);
      answer.headers.set("Allow", `GET, HEAD, ${method}`);
      return answer;
    }
    if (!/^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? ""))
      throw new AppError("invalid_input", { reason: "VALIDATION_FAILED", status: 415 });
    requireFormToken(input, headers.get("x-csrf-token"));
    const key = z.uuid().safeParse(headers.get("idempotency-key"));
    if (!key.success) throw invalid(context, { "Idempotency-Key": "form.required" });
    const body = schema.safeParse(await request.json().catch(() => undefined));
    if (!body.success) throw invalid(context, faultsOf(body.error));
    return handler({ ...input, body: body.data, idempotencyKey: key.data });
  });
}

/** A refusal of fields: a key of the catalogues for each, `""` for the body as a whole. */
export function invalid(
  { language }: Pick<RouteInput["context"], "language">,
  faults: Record<string, string>,
  status = 400,
): AppError {
  const messages = messagesOf(language);
  // The library's own words are for developers.
  const inWords = (key: string) => messages[key] ?? messages["error.VALIDATION_FAILED.body"] ?? key;
  const details = Object.fromEntries(Object.entries(faults).map(([field, key]) => [field, inWords(key)]));
  return new AppError("invalid_input", { reason: "VALIDATION_FAILED", status, details });
}

function faultsOf(error: z.ZodError): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { path, message } of error.issues) faults[path.join(".")] ??= message;
  return faults;
}
