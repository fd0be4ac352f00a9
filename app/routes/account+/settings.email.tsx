import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { isEmailUnsynced } from "#db/repositories/email-changes.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { EmailFormSchema, VerifyFormSchema } from "#domain/auth/forms.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import {
  confirmEmailChange,
  findPendingEmail,
  forgetPendingEmail,
  requestEmailChange,
  resendEmailCode,
} from "~/features/email-address/change-email.server.ts";
import { codeErrors } from "~/features/sign-in/code-texts.ts";
import { ConfirmEmailPage, NewEmailPage } from "~/features/email-address/email-page.tsx";
import { emailErrors } from "~/features/email-address/email-texts.ts";
import { refuseCode, refuseCodeForm } from "~/features/sign-in/refuse-code.server.ts";
import { requireStepUp, resumedFields } from "~/features/sign-in/require-step-up.server.ts";
import { readEmailIntent } from "~/features/sign-in/verify-intent.server.ts";
import { readVerifyView } from "~/features/sign-in/verify-page.server.ts";
import { readAccount } from "~/features/profile/account.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm, refuseForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { forCustomer, type Customer, type RouteInput } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const PAGE = "/account/settings/email";

export const headers = passRetryAfter;

export const loader = forCustomer(async (input) => {
  const { app, context, customer, url } = input;
  const { userId } = customer;
  const pending = await findPendingEmail(app, customer);
  const view =
    pending &&
    (await readVerifyView(app, {
      ways: ["mailed_code"],
      email: pending.email,
      codeSubject: pending.codeSubject,
      asked: null,
    }));
  return {
    title: pageTitle(context, translatorOf(context).t("emailChange.title")),
    email: (await readAccount(app, customer)).email,
    isUnsynced: await asCustomer(app.database, userId, (tx) => isEmailUnsynced(tx, userId)),
    values: await resumedFields(input),
    wasSent: url.searchParams.has("sent"),
    isDemo: app.demo !== null,
    // Whole: a letter that was mistyped has to be seen.
    pending: view && { ...view, email: pending.email },
  };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  switch (await readEmailIntent(input)) {
    case "address":
      return askForCode(input);
    case "other":
      await forgetPendingEmail(app, customer);
      return redirect(PAGE, 303);
    case "send":
      try {
        await resendEmailCode(app, customer, context);
        return redirect(`${PAGE}?sent=1`, 303);
      } catch (error) {
        markRefused(context);
        return refuseCode(error, { isSending: true });
      }
    case "code":
      return takeCode(input);
  }
});

type Input = RouteInput & { customer: Customer };

async function askForCode(input: Input) {
  const { app, context, customer, request } = input;
  const form = await readForm(input, EmailFormSchema);
  if (!form.ok) {
    markRefused(context);
    return data({ ...form.refusal, minutes: 0 }, { status: 400 });
  }
  await requireStepUp(input, "email.change", PAGE);
  const { newEmail: email } = form.value;
  try {
    if (await requestEmailChange(app, customer, { email, from: context })) return redirect(PAGE, 303);
    markRefused(context);
    const refusal = await refuseForm(request, { newEmail: "emailChange.same" });
    return data({ ...refusal, minutes: 0 }, { status: 400 });
  } catch (error) {
    if (!isAppError(error) || error.code !== "rate_limited") throw error;
    markRefused(context);
    const { status, retryAfter = 0 } = error;
    const refusal = { ...(await refuseForm(request, {})), minutes: Math.ceil(retryAfter / 60) };
    return data(refusal, { status, headers: { "Retry-After": String(retryAfter) } });
  }
}

/** The step-up was asked for before the code was sent: this session, this address. */
async function takeCode(input: Input) {
  const { app, context, customer } = input;
  const form = await readForm(input, VerifyFormSchema);
  if (!form.ok) {
    markRefused(context);
    return refuseCodeForm(form.refusal.errors);
  }
  try {
    const isChanged = await confirmEmailChange(app, customer, { code: form.value.code, from: context });
    if (isChanged) {
      leaveFlash(context, "emailChanged");
      return redirect(PAGE, 303);
    }
    markRefused(context);
    return data({ errors: { newEmail: "emailChange.taken" }, values: {}, minutes: 0 }, { status: 409 });
  } catch (error) {
    markRefused(context);
    return refuseCode(error, { isSending: false });
  }
}

export default function Email() {
  const { pending, ...page } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const i18n = useI18n();
  if (pending && !(refusal && "minutes" in refusal)) {
    const errors = refusal ? codeErrors(i18n, refusal, pending) : {};
    return (
      <>
        <ErrorSummary errors={errors} />
        <ConfirmEmailPage {...page} view={pending} errors={errors} wasSent={page.wasSent && !refusal} />
      </>
    );
  }
  const errors = refusal ? emailErrors(i18n, refusal) : {};
  const values = refusal && "values" in refusal ? refusal.values : page.values;
  return (
    <>
      <ErrorSummary errors={errors} />
      <NewEmailPage {...page} values={values} errors={errors} />
    </>
  );
}
