import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ChangePasswordFormSchema } from "#domain/auth/forms.ts";
import { AppError } from "#domain/shared/errors.ts";
import { changePassword } from "~/features/auth/change-password.server.ts";
import { PasswordPage } from "~/features/auth/password-page.tsx";
import { readAccount } from "~/features/users/account.server.ts";
import { leaveFlash } from "~/platform/http/flash.server.ts";
import { readForm } from "~/platform/http/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/http/page-title.server.ts";
import { titleFromData } from "~/platform/http/page-title.ts";
import { forCustomer } from "~/platform/http/route.server.ts";

export const meta = titleFromData;

/** Eight characters are enough beside a strong second factor, which cannot be enrolled yet. */
const hasStrongFactor = false;

export const loader = forCustomer(async ({ app, context, customer }) => {
  const { email } = await readAccount(app, customer);
  const title = pageTitle(context, translatorOf(context).t("password.title"));
  return { title, email, idempotencyKey: randomUUID(), hasStrongFactor };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, ChangePasswordFormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const { userId, familyId } = customer;
  const faults = await changePassword(app, {
    ...form.value,
    userId,
    familyId,
    hasStrongFactor,
    from: context,
  });
  if (Object.keys(faults).length > 0) {
    markRefused(context);
    return data(faults, { status: 400 });
  }
  leaveFlash(context, "passwordChanged");
  throw redirect("/account/settings", 303);
});

export default function Password() {
  const page = useLoaderData<typeof loader>();
  const faults = useActionData<typeof action>() ?? {};
  return <PasswordPage {...page} faults={faults} />;
}
