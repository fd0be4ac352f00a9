import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GetStartedFormSchema } from "#domain/auth/get-started-forms.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { readDeviceId } from "~/features/sign-in/device-cookie.server.ts";
import { StartEmailPage } from "~/features/registration/email-page.tsx";
import { startWithAddress } from "~/features/registration/prove-address.server.ts";
import { setStart } from "~/features/registration/start-cookies.server.ts";
import { startErrors } from "~/features/registration/start-texts.ts";
import { readForm, refuseForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { safeReturnTo } from "~/platform/page/return-to.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { maintenance } from "~/platform/request/visitor.server.ts";

export const headers = passRetryAfter;

export const loader = forVisitor(({ app, context, url }) => {
  const returnTo = safeReturnTo(url.searchParams.get("returnTo"));
  if (context.visitor.state === "signed_in") throw redirect(returnTo, 303);
  if (app.config.authMaintenance) throw maintenance();
  return {
    title: pageTitle(context, translatorOf(context).t("start.pageTitle")),
    csrf: app.csrf.issue(context.csrfBinding),
    returnTo,
    isAgain: url.searchParams.has("again"),
  };
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);
  const translator = translatorOf(context);
  const form = await readForm(input, GetStartedFormSchema);
  if (!form.ok) {
    markRefused(context);
    const { errors, values } = form.refusal;
    return data({ errors: startErrors(translator, errors), values }, { status: 400 });
  }
  const deviceId = readDeviceId(app.cookieNames, request.headers.get("cookie"));
  const { language } = context;
  try {
    const startId = await startWithAddress(app, {
      ...form.value,
      deviceId,
      language,
      from: context,
    });
    setStart(context, deviceId, startId);
  } catch (error) {
    if (!isAppError(error) || error.code !== "rate_limited") throw error;
    markRefused(context);
    const { retryAfter = 0, status } = error;
    const limited = translator.t("start.limited", { count: Math.ceil(retryAfter / 60) });
    const refusal = await refuseForm(request, { "": limited });
    return data(refusal, { status, headers: { "Retry-After": String(retryAfter) } });
  }
  throw redirect("/auth/get-started/code", 303);
});

export default function GetStarted() {
  const page = useLoaderData<typeof loader>();
  const { errors, values } = useActionData<typeof action>() ?? { errors: {}, values: {} };
  const returnTo = safeReturnTo(values["returnTo"] ?? page.returnTo);
  return <StartEmailPage {...page} returnTo={returnTo} errors={errors} values={values} />;
}
