import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { requireFormToken } from "../request/form-token.server.ts";
import type { RouteInput } from "../request/route-input.ts";

/** Fields of a form that are never sent back to the page, whatever happened. */
const NEVER_ECHOED = /password|secret|(?<!post)code|csrf|credential/i;

/** What the form's page shows after a refusal: a message key per field (`""` for the form as a whole) and what was typed. */
export type FormRefusal = { errors: Record<string, string>; values: Record<string, string> };

export type ReadForm<T> = { ok: true; value: T } | { ok: false; refusal: FormRefusal };

/**
 * The only way to read a POST: checks the CSRF token, then the fields against the area's schema, whose messages are
 * keys of the message catalogues. Throws AppError `forbidden` (`requireFormToken`), or `invalid_input` for a body that is no form.
 */
export async function readForm<Schema extends z.ZodType>(
  { request, context }: RouteInput,
  schema: Schema,
): Promise<ReadForm<z.output<Schema>>> {
  const form = await formDataOf(request);
  requireFormToken({ request, context }, form.get("csrf"));

  const submission = parseWithZod(form, { schema });
  if (submission.status === "success") return { ok: true, value: submission.value };
  const errors = Object.entries(submission.error ?? {}).flatMap(([field, messages]) =>
    messages?.[0] === undefined ? [] : [[field, toKey(messages[0])] as const],
  );
  return { ok: false, refusal: { errors: Object.fromEntries(errors), values: typedValues(form) } };
}

/** Keys of the catalogues have no spaces; the words of the parser have, and mean a field that no page of ours sends so. */
const KEY = /^[a-z]\w*(?:\.\w+)+$/i;

/**
 * A field that is missing, sent twice or of another shape is the sender's fault like any other, and never one of the page: its schema
 * has a sentence for what people type wrong, and this for the rest.
 */
function toKey(message: string): string {
  return KEY.test(message) ? message : "form.unreadable";
}

/**
 * As readForm, for a form with a file, which is the field `file`. One that is too large was not read by the host, nor was anything
 * beside it: that is refused beside the field with `tooLarge`, a message key, and nothing of the form is kept. Throws AppError
 * `rate_limited` when the host did not read it because the customer has sent too many.
 */
export async function readFileForm<Schema extends z.ZodType>(
  input: RouteInput,
  schema: Schema,
  { file, tooLarge }: { file: string; tooLarge: string },
): Promise<ReadForm<z.output<Schema>>> {
  if (input.context.uploadRefusal) throw input.context.uploadRefusal;
  if (input.context.isBodyTooLarge)
    return { ok: false, refusal: { errors: { [file]: tooLarge }, values: {} } };
  return readForm(input, schema);
}

/** A refusal that the form's schema cannot know, such as a wrong password. */
export async function refuseForm(request: Request, errors: Record<string, string>): Promise<FormRefusal> {
  return { errors, values: typedValues(await formDataOf(request)) };
}

const read = new WeakMap<Request, Promise<FormData>>();

/** The fields of the body, read once however often they are asked for. Throws `invalid_input` for a body that is no form. */
export function formDataOf(request: Request): Promise<FormData> {
  let form = read.get(request);
  if (!form) {
    form = request.formData().then(refuseNul, (cause: unknown) => {
      throw new AppError("invalid_input", { reason: "VALIDATION_FAILED", message: "body is no form", cause });
    });
    read.set(request, form);
  }
  return form;
}

function refuseNul(form: FormData): FormData {
  for (const [name, value] of form)
    if (`${name}${typeof value === "string" ? value : value.name}`.includes("\u0000"))
      throw new AppError("invalid_input", { reason: "VALIDATION_FAILED", message: "NUL in a field" });
  return form;
}

export function isNeverEchoed(name: string): boolean {
  return NEVER_ECHOED.test(name);
}

function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form)
    if (typeof value === "string" && !isNeverEchoed(name)) values[name] ??= value.slice(0, 1000);
  return values;
}
