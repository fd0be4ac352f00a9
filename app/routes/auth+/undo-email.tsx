import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  expiredTokenCookie,
  mailedTokenCookie,
  readMailedToken,
  requireKeptLink,
} from "~/features/sign-in/mailed-token.server.ts";
import { isUndoTokenGood, undoEmailChange } from "~/features/email-address/undo-email-change.server.ts";
import { UndoEmailPage } from "~/features/email-address/undo-email-page.tsx";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { expiredSessionCookies } from "~/platform/request/session-cookies.server.ts";

const STATUS = { invalid: 410, taken: 409 } as const;

/** As the link to set a new password: the token moves into a cookie at once, and opening the link changes nothing. */
export const loader = forVisitor(async ({ app, context, request, url }) => {
  const mailed = url.searchParams.get("token");
  if (mailed !== null) {
    context.cookies.push(mailedTokenCookie(app.cookieNames, "emailUndo", mailed));
    throw redirect("/auth/undo-email?opened=1", {
      status: 303,
      headers: { "Referrer-Policy": "no-referrer" },
    });
  }
  requireKeptLink(request, url);
  const token = readMailedToken(app.cookieNames, "emailUndo", request.headers.get("cookie"));
  const isGood = await isUndoTokenGood(app, token);
  const state = isGood
    ? ("ask" as const)
    : url.searchParams.has("done")
      ? ("done" as const)
      : ("invalid" as const);
  const page = {
    title: pageTitle(context, translatorOf(context).t("emailUndo.pageTitle")),
    csrf: app.csrf.issue(context.csrfBinding),
    state,
  };
  return data(page, { status: state === "invalid" ? STATUS.invalid : 200 });
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  await readForm(input, z.object({}));
  const token = readMailedToken(app.cookieNames, "emailUndo", request.headers.get("cookie"));
  const outcome = await undoEmailChange(app, { token, from: context });
  if (outcome === "done") {
    context.cookies.push(
      expiredTokenCookie(app.cookieNames, "emailUndo"),
      ...expiredSessionCookies(app.cookieNames),
    );
    throw redirect("/auth/undo-email?done=1", 303);
  }
  return data({ outcome }, { status: STATUS[outcome] });
});

export default function UndoEmail() {
  const { csrf, state } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <UndoEmailPage csrf={csrf} state={answer?.outcome ?? state} />;
}
