import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { SignInFormSchema } from "#domain/auth/forms.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { DemoLogins, DemoNotice } from "~/features/sign-in/demo-logins.tsx";
import { readDeviceId } from "~/features/sign-in/device-cookie.server.ts";
import { refusalOf, refuseSignIn } from "~/features/sign-in/refuse-sign-in.server.ts";
import { setPending, setSignedIn } from "~/features/sign-in/sign-in-cookies.server.ts";
import { SignInForm } from "~/features/sign-in/sign-in-form.tsx";
import { SignInNotice } from "~/features/sign-in/sign-in-notice.tsx";
import { signInErrors } from "~/features/sign-in/sign-in-texts.ts";
import { firstStep } from "~/features/sign-in/ways-in.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { getStartedHref, safeReturnTo } from "~/platform/page/return-to.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = passRetryAfter;

export const loader = forVisitor(({ app, context, url }) => {
  const returnTo = safeReturnTo(url.searchParams.get("returnTo"));
  if (context.visitor.state === "signed_in") throw redirect(returnTo, 303);

  const { t } = translatorOf(context);
  const isClosed = app.config.authMaintenance || context.visitor.state === "unavailable";
  return data(
    {
      title: pageTitle(context, t("auth.login.pageTitle")),
      csrf: app.csrf.issue(context.csrfBinding),
      returnTo,
      isClosed,
      wasEnded: url.searchParams.has("ended"),
      hasSignedOut: url.searchParams.has("signedOut"),
      hasNewPassword: url.searchParams.has("newPassword"),
      isAgain: url.searchParams.has("again"),
      demo: app.demo,
    },
    isClosed ? { status: 503, headers: { "Retry-After": "60" } } : {},
  );
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);

  // The authenticator reads the body itself, and a body can be read once.
  const attempt = request.clone();
  const form = await readForm(input, SignInFormSchema);
  if (!form.ok) {
    markRefused(context);
    return refusalOf({ ...form.refusal, reason: "form", minutes: 0 }, { status: 400 });
  }

  const deviceId = readDeviceId(app.cookieNames, request.headers.get("cookie"));
  const { clientIp, userAgent, requestId } = context;
  try {
    const authenticator = firstStep(app, { deviceId, clientIp, userAgent, requestId });
    const outcome = await authenticator.authenticate("password", attempt);
    if (outcome.state === "second_step") {
      setPending(context, deviceId, outcome.pendingId);
      return redirect("/auth/verify", 303);
    }
    setSignedIn(context, deviceId, outcome);
    return redirect(outcome.returnTo, 303);
  } catch (error) {
    markRefused(context);
    return refuseSignIn(error, request);
  }
});

export default function SignIn() {
  const { csrf, returnTo, demo, ...state } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const i18n = useI18n();
  const { t, rich } = i18n;
  const errors = refusal ? signInErrors(i18n, refusal) : {};
  const isClosed = state.isClosed || refusal?.reason === "closed";
  /** One door for everybody who has no login yet. */
  const toGetStarted = (text: ReactNode) => <a href={getStartedHref(returnTo)}>{text}</a>;
  return (
    <>
      <ErrorSummary errors={errors} />
      <SignInNotice {...state} isClosed={isClosed} isAnswer={refusal !== undefined} />
      {demo ? <DemoNotice demo={demo} /> : null}
      <h1>{t("auth.login.title")}</h1>
      <p>{t("auth.login.lead")}</p>
      {state.isClosed ? null : (
        <>
          <SignInForm csrf={csrf} returnTo={returnTo} errors={errors} values={refusal?.values ?? {}} />
          <p className="gap-top">
            <a
              href={`/auth/passkey?${new URLSearchParams({ returnTo }).toString()}`}
              className={buttonClass("plain", false, "full")}
            >
              {t("auth.login.passkey")}
            </a>
          </p>
        </>
      )}
      <p className="below">{rich("auth.login.new", { link: toGetStarted })}</p>
      <p>{rich("auth.login.transfer", { link: toGetStarted })}</p>
      <p>{rich("auth.login.trouble", { link: (text) => <a href="/help">{text}</a> })}</p>
      {demo ? <DemoLogins demo={demo} /> : null}
    </>
  );
}
