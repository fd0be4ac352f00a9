import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ResetPasswordFormSchema } from "#domain/auth/forms.ts";
import { AppError } from "#domain/shared/errors.ts";
import { FirstPasswordPage } from "~/features/registration/first-password-page.tsx";
import { setFirstPassword } from "~/features/registration/first-password.server.ts";
import { readStartCookies, startAgain } from "~/features/registration/start-cookies.server.ts";
import { getVerified } from "~/features/registration/start-token.server.ts";
import { passwordErrors } from "~/features/passwords/password-texts.server.ts";
import { setSignedIn } from "~/features/sign-in/sign-in-cookies.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

const ACCOUNT = "/auth/get-started/account";

/** Whoever has linked an account comes here next, also in another browser later: without a password there is no sign-in. */
export const loader = forVisitor(async ({ app, context, request }) => {
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);
  const token = await getVerified(app, readStartCookies(context, request)).catch((error: unknown) => {
    throw startAgain(error, context);
  });
  if (token.found?.status !== "set_password") throw redirect(ACCOUNT, 303);
  return {
    title: pageTitle(context, translatorOf(context).t("start.set.title")),
    csrf: app.csrf.issue(context.csrfBinding),
  };
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);
  const form = await readForm(input, ResetPasswordFormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const cookies = readStartCookies(context, request);
  const outcome = await setFirstPassword(app, { ...cookies, ...form.value, from: context }).catch(
    (error: unknown) => {
      throw startAgain(error, context);
    },
  );
  switch (outcome.state) {
    case "weak":
      markRefused(context);
      return data({ errors: passwordErrors(translatorOf(context), outcome.faults, false) }, { status: 400 });
    case "next":
      throw redirect(ACCOUNT, 303);
    case "signed_in":
      setSignedIn(context, cookies.deviceId ?? "", outcome.signedIn);
      leaveFlash(context, "accountReady");
      throw redirect(outcome.signedIn.returnTo, 303);
  }
});

export default function GetStartedPassword() {
  const { csrf } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return <FirstPasswordPage csrf={csrf} errors={refusal?.errors ?? {}} />;
}
