import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { isAppError, isUnavailable } from "#domain/shared/errors.ts";
import { mayActivateVoice, maySubmitDocument } from "#domain/users/verification.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { auditFrom } from "~/features/sign-in/from.ts";
import { readDocument } from "~/features/identity/document-form.server.ts";
import { readVerification, refreshVerification } from "~/features/identity/read-verification.server.ts";
import { submitDocument } from "~/features/identity/submit-document.server.ts";
import { VerificationPage } from "~/features/identity/verification-page.tsx";
import { brandOf } from "~/messages/brand.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { readSubject } from "~/platform/page/part.server.ts";
import { valueOf } from "~/platform/page/part.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer, type RouteInput } from "~/platform/page/route.server.ts";
import { takesFile } from "~/platform/page/takes-file.ts";
import { wayBack, withWayBack } from "~/platform/page/way-back.ts";

export const handle = takesFile;
export const headers = passRetryAfter;

export const loader = forCustomer(async (input) => {
  const { app, context, customer } = input;
  await retryPart(input, customer.userId, () => refreshVerification(app, customer));
  const check = await readSubject(context, () => readVerification(app, customer));
  const known = valueOf(check);
  return {
    title: pageTitle(context, translatorOf(context).t("verification.title")),
    check,
    maySubmit: known !== null && maySubmitDocument(known),
    isEnoughForVoice: known !== null && mayActivateVoice(known, app.now()),
    back: wayBack(input.url),
    idempotencyKey: randomUUID(),
  };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const translator = translatorOf(context);
  try {
    const form = await readDocument(input);
    if (!form.ok) return refuse(input, translator.t(form.fault));
    const { idempotencyKey, document } = form;
    const seen = auditFrom(context);
    const outcome = await submitDocument(app, { owner: customer, document, idempotencyKey, seen });
    // In the other case the page itself says what is known.
    if (outcome === "sent") leaveFlash(context, "documentSent");
  } catch (error) {
    return refuse(input, ...explain(input, error));
  }
  throw redirect(withWayBack("/account/settings/verification", wayBack(input.url)), 303);
});

/** What is told beside the file, and how. Anything unexpected is thrown on. */
function explain(
  { app, context }: RouteInput,
  error: unknown,
): [text: string, answer: { status: number; retryAfter?: number | undefined }] {
  const { t } = translatorOf(context);
  if (!isAppError(error)) throw error;
  const { code, status, retryAfter } = error;
  context.log.warn(
    { event: "document.not_taken", err: error, reason: error.reason },
    "a document was not taken",
  );
  if (code === "rate_limited") {
    const count = Math.ceil((retryAfter ?? 60) / 60);
    return [t("verification.fault.limited", { count }), { status, retryAfter }];
  }
  if (isUnavailable(error)) return [t("verification.fault.down"), { status, retryAfter }];
  if (code !== "provider_rejected") throw error;
  const { phone, hours } = brandOf(app.config.company, context.language);
  return [t("verification.fault.refused", { phone, hours }), { status }];
}

function refuse(
  { context }: RouteInput,
  document: string,
  { status, retryAfter }: { status: number; retryAfter?: number | undefined } = { status: 400 },
) {
  markRefused(context);
  const headers = new Headers();
  if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
  return data({ errors: { document } }, { status, headers });
}

export default function VerificationRoute() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  const errors = useActionData<typeof action>()?.errors ?? {};
  return (
    <>
      <ErrorSummary errors={errors} />
      <VerificationPage {...page} errors={errors} />
    </>
  );
}
