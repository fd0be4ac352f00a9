import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ResetPasswordFormSchema } from "#domain/auth/forms.ts";
import { PASSWORD_LENGTH } from "#domain/auth/password-policy.ts";
import { AppError } from "#domain/shared/errors.ts";
import { RESET_MINUTES } from "#domain/auth/password-policy.ts";
import { isResetTokenGood, resetPassword } from "~/features/passwords/reset-password.server.ts";
import { passwordErrors } from "~/features/passwords/password-texts.server.ts";
import { ResetPasswordPage } from "~/features/passwords/reset-password-page.tsx";
import {
  expiredTokenCookie,
  mailedTokenCookie,
  readMailedToken,
  requireKeptLink,
} from "~/features/sign-in/mailed-token.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { maintenance } from "~/platform/request/visitor.server.ts";

const GONE = 410;

/**
 * The mailed link moves its token into a cookie and out of the address at once: it stands in no history, no Referer and no
 * link of the page. Opening it uses nothing up, since scanners of mail open links too.
 */
export const loader = forVisitor(async ({ app, context, request, url }) => {
  if (app.config.authMaintenance) throw maintenance();
  const mailed = url.searchParams.get("token");
  if (mailed !== null) {
    context.cookies.push(mailedTokenCookie(app.cookieNames, "reset", mailed));
    throw redirect("/auth/reset-password?opened=1", {
      status: 303,
      headers: { "Referrer-Policy": "no-referrer" },
    });
  }
  requireKeptLink(request, url);
  const isGood = await isResetTokenGood(
    app,
    readMailedToken(app.cookieNames, "reset", request.headers.get("cookie")),
  );
  const { t } = translatorOf(context);
  const page = {
    title: pageTitle(context, t("reset.pageTitle")),
    // The same for everybody: the link alone tells nobody whether there is a second factor.
    hint: t("reset.hint", { min: PASSWORD_LENGTH.alone, besideFactor: PASSWORD_LENGTH.withStrongFactor }),
    csrf: app.csrf.issue(context.csrfBinding),
    minutes: RESET_MINUTES,
    isGood,
  };
  return data(page, { status: isGood ? 200 : GONE });
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  const form = await readForm(input, ResetPasswordFormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const token = readMailedToken(app.cookieNames, "reset", request.headers.get("cookie"));
  const outcome = await resetPassword(app, { ...form.value, token, from: context });
  switch (outcome.state) {
    case "invalid":
      return data({ isGood: false, errors: {} }, { status: GONE });
    case "refused":
      markRefused(context);
      return data(
        {
          isGood: true,
          errors: passwordErrors(translatorOf(context), outcome.faults, outcome.hasStrongFactor),
        },
        { status: 400 },
      );
    case "done":
      context.cookies.push(expiredTokenCookie(app.cookieNames, "reset"));
      // Of their own account it has ended this session.
      if (context.visitor.state === "signed_in" && context.visitor.session.userId !== outcome.userId) {
        leaveFlash(context, "otherPasswordReset");
        throw redirect("/account", 303);
      }
      throw redirect("/auth/login?newPassword=1", 303);
  }
});

export default function ResetPassword() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { isGood, errors } = answer ?? { isGood: page.isGood, errors: {} };
  return <ResetPasswordPage {...page} isGood={isGood} errors={errors} />;
}
