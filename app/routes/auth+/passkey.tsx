import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AssertionFormSchema } from "#domain/auth/passkeys.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { readDeviceId } from "~/features/sign-in/device-cookie.server.ts";
import { PasskeyForm } from "~/features/factors/passkey-form.tsx";
import { setSignedIn } from "~/features/sign-in/sign-in-cookies.server.ts";
import { onlyStep } from "~/features/sign-in/ways-in.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { safeReturnTo } from "~/platform/page/return-to.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { maintenance } from "~/platform/request/visitor.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const loader = forVisitor(({ app, context, url }) => {
  const returnTo = safeReturnTo(url.searchParams.get("returnTo"));
  if (context.visitor.state === "signed_in") throw redirect(returnTo, 303);
  if (app.config.authMaintenance || context.visitor.state === "unavailable") throw maintenance();
  return {
    title: pageTitle(context, translatorOf(context).t("passkey.title")),
    csrf: app.csrf.issue(context.csrfBinding),
    returnTo,
    password: `/auth/login?${new URLSearchParams({ returnTo }).toString()}`,
  };
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);

  // The authenticator reads the body itself, and a body can be read once.
  const attempt = request.clone();
  const form = await readForm(input, AssertionFormSchema);
  if (!form.ok) {
    markRefused(context);
    return data({ isMissing: true }, { status: 400 });
  }
  const { clientIp, userAgent, requestId, csrfBinding: visitor } = context;
  const deviceId = readDeviceId(app.cookieNames, request.headers.get("cookie"));
  try {
    const signedIn = await onlyStep(app, {
      deviceId,
      visitor,
      clientIp,
      userAgent,
      requestId,
    }).authenticate("passkey", attempt);
    setSignedIn(context, deviceId, signedIn);
    return redirect(signedIn.returnTo, 303);
  } catch (error) {
    if (!isAppError(error) || error.reason !== "PASSKEY_REFUSED") throw error;
    markRefused(context);
    return data({ isMissing: false }, { status: error.status });
  }
});

export default function SignInByPasskey() {
  const { csrf, returnTo, password } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { t, rich } = useI18n();
  const errors: Record<string, string> = refusal
    ? { "": t(refusal.isMissing ? "passkey.missing" : "passkey.refused") }
    : {};
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{t("passkey.title")}</h1>
      <p>{t("passkey.lead")}</p>
      <PasskeyForm csrf={csrf} use="sign_in" submit={t("passkey.signIn")} fields={{ returnTo }} />
      <p className="gap-top">
        <a href={password}>{t("passkey.usePassword")}</a>
      </p>
      <p className="below">{rich("auth.login.trouble", { link: (text) => <a href="/help">{text}</a> })}</p>
    </>
  );
}
