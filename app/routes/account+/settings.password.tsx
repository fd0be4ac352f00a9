import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asCustomer } from "#db/row-security.server.ts";
import { ChangePasswordFormSchema } from "#domain/auth/forms.ts";
import { hasStrongFactor } from "#domain/auth/second-step.ts";
import { AppError } from "#domain/shared/errors.ts";
import { changePassword } from "~/features/auth/change-password.server.ts";
import { readEnrolled } from "~/features/auth/enrolled.server.ts";
import { PasswordPage } from "~/features/auth/password-page.tsx";
import { readAccount } from "~/features/users/account.server.ts";
import { leaveFlash } from "~/platform/http/flash.server.ts";
import { readForm } from "~/platform/http/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/http/page-title.server.ts";
import { titleFromData } from "~/platform/http/page-title.ts";
import { forCustomer } from "~/platform/http/route.server.ts";

export const meta = titleFromData;

export const loader = forCustomer(async ({ app, context, customer }) => {
  const { email } = await readAccount(app, customer);
  const enrolled = await asCustomer(app.database, customer.userId, (tx) => readEnrolled(tx, customer.userId));
  const title = pageTitle(context, translatorOf(context).t("password.title"));
  return { title, email, idempotencyKey: randomUUID(), hasStrongFactor: hasStrongFactor(enrolled) };
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
