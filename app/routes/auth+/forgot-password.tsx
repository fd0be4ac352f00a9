import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ForgotPasswordFormSchema } from "#domain/auth/forms.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { ForgotPasswordPage } from "~/features/passwords/forgot-password-page.tsx";
import { RESET_MINUTES } from "#domain/auth/password-policy.ts";
import { requestPasswordReset } from "~/features/passwords/request-password-reset.server.ts";
import { readForm, refuseForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { LIMITS } from "~/platform/security/limits.server.ts";
import { maintenance } from "~/platform/request/visitor.server.ts";

export const headers = passRetryAfter;

export const loader = forVisitor(({ app, context, url }) => {
  if (app.config.authMaintenance) throw maintenance();
  return {
    title: pageTitle(context, translatorOf(context).t("reset.forgotPageTitle")),
    csrf: app.csrf.issue(context.csrfBinding),
    wasSent: url.searchParams.has("sent"),
    minutes: RESET_MINUTES,
    most: LIMITS.resetAddress.max,
  };
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  const form = await readForm(input, ForgotPasswordFormSchema);
  if (!form.ok) {
    markRefused(context);
    return data({ ...form.refusal, minutes: 0 }, { status: 400 });
  }
  try {
    await requestPasswordReset(app, { email: form.value.email, from: context });
  } catch (error) {
    if (!isAppError(error) || error.code !== "rate_limited") throw error;
    markRefused(context);
    const { retryAfter = 0, status } = error;
    const refusal = { ...(await refuseForm(request, {})), minutes: Math.ceil(retryAfter / 60) };
    return data(refusal, { status, headers: { "Retry-After": String(retryAfter) } });
  }
  throw redirect("/auth/forgot-password?sent=1", 303);
});

export default function ForgotPassword() {
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return <ForgotPasswordPage {...page} refusal={refusal} />;
}
