import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { StartCodeFormSchema } from "#domain/auth/get-started-forms.ts";
import { maskEmail } from "#domain/auth/second-step.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { codeErrors } from "~/features/sign-in/code-texts.ts";
import { DemoCodeNotice } from "~/features/sign-in/demo-logins.tsx";
import { proveAddress, resendStartCode } from "~/features/registration/prove-address.server.ts";
import { readStartCookies, startAgain } from "~/features/registration/start-cookies.server.ts";
import { getStart } from "~/features/registration/start-token.server.ts";
import { refuseCode, refuseCodeForm } from "~/features/sign-in/refuse-code.server.ts";
import { readVerifyIntent } from "~/features/sign-in/verify-intent.server.ts";
import { VerifyForm, VerifyLead } from "~/features/sign-in/verify-form.tsx";
import { readCodeView, type VerifyView } from "~/features/sign-in/verify-page.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { getStartedHref } from "~/platform/page/return-to.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = passRetryAfter;

const NEXT = "/auth/get-started/account";

export const loader = forVisitor(async ({ app, context, request, url }) => {
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);
  const token = await getStart(app, readStartCookies(context, request)).catch((error: unknown) => {
    throw startAgain(error, context);
  });
  if (token.isVerified) throw redirect(NEXT, 303);
  const view: VerifyView = {
    ways: ["mailed_code"],
    way: "mailed_code",
    email: maskEmail(token.email),
    code: await readCodeView(app, token.codeSubject),
  };
  return {
    title: pageTitle(context, translatorOf(context).t("start.code.title")),
    csrf: app.csrf.issue(context.csrfBinding),
    view,
    returnTo: token.returnTo,
    wasSent: url.searchParams.has("sent"),
    isDemo: app.demo !== null,
  };
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);
  const { language } = context;
  const facts = { ...readStartCookies(context, request), from: context };
  const isSending = (await readVerifyIntent(input)) === "send";
  try {
    if (isSending) {
      await resendStartCode(app, { ...facts, language });
      return redirect("/auth/get-started/code?sent=1", 303);
    }
    const form = await readForm(input, StartCodeFormSchema);
    if (!form.ok) {
      markRefused(context);
      return refuseCodeForm(form.refusal.errors);
    }
    await proveAddress(app, { ...facts, ...form.value });
    return redirect(NEXT, 303);
  } catch (error) {
    markRefused(context);
    return refuseCode(startAgain(error, context), { isSending });
  }
});

export default function GetStartedCode() {
  const { csrf, view, returnTo, wasSent, isDemo } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const i18n = useI18n();
  const { t } = i18n;
  const errors = refusal ? codeErrors(i18n, refusal, view) : {};
  return (
    <>
      <ErrorSummary errors={errors} />
      {wasSent && !refusal ? (
        <Notice tone="positive" role="status">
          {t("verify.sent")}
        </Notice>
      ) : null}
      {isDemo ? <DemoCodeNotice /> : null}
      <h1>{t("start.code.title")}</h1>
      <VerifyLead view={view} />
      <VerifyForm view={view} csrf={csrf} errors={errors} submit={t("start.code.submit")} />
      <p className="below">
        <a href={getStartedHref(returnTo)}>{t("start.code.back")}</a>
      </p>
    </>
  );
}
