import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { VerifyFormSchema } from "#domain/auth/forms.ts";
import { AssertionFormSchema } from "#domain/auth/passkeys.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { codeErrors } from "~/features/sign-in/code-texts.ts";
import { DemoCodeNotice } from "~/features/sign-in/demo-logins.tsx";
import { readWays } from "~/features/factors/enrolled.server.ts";
import { getPending, resendSignInCode } from "~/features/sign-in/finish-sign-in.server.ts";
import { refuseCode, refuseCodeForm } from "~/features/sign-in/refuse-code.server.ts";
import { readPendingCookies, setSignedIn } from "~/features/sign-in/sign-in-cookies.server.ts";
import { VerifyForm, VerifyLead } from "~/features/sign-in/verify-form.tsx";
import { readVerifyIntent } from "~/features/sign-in/verify-intent.server.ts";
import { readVerifyView } from "~/features/sign-in/verify-page.server.ts";
import { secondStep } from "~/features/sign-in/ways-in.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import type { RequestContext } from "~/platform/request/request-context.server.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { expireCookie } from "~/platform/security/cookies.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = passRetryAfter;

export const loader = forVisitor(async ({ app, context, request, url }) => {
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);
  try {
    const { pending, user } = await getPending(app, readPendingCookies(context, request));
    const { t } = translatorOf(context);
    const title = pageTitle(context, t("verify.pageTitle"));
    return {
      title,
      csrf: app.csrf.issue(context.csrfBinding),
      view: await readVerifyView(app, {
        ways: await readWays(app, user.id),
        email: user.email,
        codeSubject: pending.codeSubject,
        asked: url.searchParams.get("way"),
      }),
      wasSent: url.searchParams.has("sent"),
      backTo: `/auth/login?${new URLSearchParams({ returnTo: pending.returnTo }).toString()}`,
      isDemo: app.demo !== null,
    };
  } catch (error) {
    throw startAgain(error, context);
  }
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);
  const { clientIp, userAgent, requestId } = context;
  const facts = { ...readPendingCookies(context, request), from: { clientIp, userAgent, requestId } };

  // The authenticator reads the body itself, and a body can be read once.
  const attempt = request.clone();
  const intent = await readVerifyIntent(input);
  const isSending = intent === "send";
  try {
    if (isSending) {
      await resendSignInCode(app, facts);
      return redirect("/auth/verify?way=mailed_code&sent=1", 303);
    }
    const form =
      intent === "passkey"
        ? await readForm(input, AssertionFormSchema)
        : await readForm(input, VerifyFormSchema);
    if (!form.ok) {
      markRefused(context);
      return refuseCodeForm(form.refusal.errors);
    }
    const method = "method" in form.value ? form.value.method : "passkey";
    const signedIn = await secondStep(app, facts).authenticate(method, attempt);
    setSignedIn(context, facts.deviceId ?? "", signedIn);
    return redirect(signedIn.returnTo, 303);
  } catch (error) {
    markRefused(context);
    return refuseCode(startAgain(error, context), { isSending });
  }
});

/** Without a sign-in under way there is nothing to verify: the person begins again, and is told why. */
function startAgain(error: unknown, context: RequestContext): unknown {
  if (!isAppError(error) || error.reason !== "SESSION_EXPIRED") return error;
  const { pending, secure } = context.app.cookieNames;
  context.cookies.push(expireCookie(pending, secure));
  return redirect("/auth/login?again=1", 303);
}

export default function Verify() {
  const { csrf, view, wasSent, backTo, isDemo } = useLoaderData<typeof loader>();
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
      {isDemo && view.way === "mailed_code" ? <DemoCodeNotice /> : null}
      <h1>{t("verify.title")}</h1>
      <VerifyLead view={view} />
      <VerifyForm
        view={view}
        csrf={csrf}
        use="second_step"
        errors={errors}
        submit={t("verify.signIn")}
        offersTrust
      />
      <p className="below">
        <a href={backTo}>{t("verify.back")}</a>
      </p>
    </>
  );
}
