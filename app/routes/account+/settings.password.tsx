import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asCustomer } from "#db/row-security.server.ts";
import { ChangePasswordFormSchema } from "#domain/auth/forms.ts";
import { hasStrongFactor } from "#domain/auth/second-step.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { changePassword } from "~/features/passwords/change-password.server.ts";
import { readEnrolled } from "~/features/factors/enrolled.server.ts";
import { passwordErrors } from "~/features/passwords/password-texts.server.ts";
import { PasswordPage } from "~/features/passwords/password-page.tsx";
import { readAccount } from "~/features/profile/account.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer, type Customer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const { email } = await readAccount(app, customer);
  const title = pageTitle(context, translatorOf(context).t("password.title"));
  return { title, email, idempotencyKey: randomUUID(), hasStrongFactor: await readIsStrong(app, customer) };
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
    const errors = passwordErrors(translatorOf(context), faults, await readIsStrong(app, customer));
    return data(errors, { status: 400 });
  }
  leaveFlash(context, "passwordChanged");
  throw redirect("/account/settings", 303);
});

/** Beside a strong second factor a password may be shorter. */
async function readIsStrong({ database }: Pick<Services, "database">, { userId }: Pick<Customer, "userId">) {
  return hasStrongFactor(await asCustomer(database, userId, (tx) => readEnrolled(tx, userId)));
}

export default function Password() {
  const page = useLoaderData<typeof loader>();
  const errors = useActionData<typeof action>() ?? {};
  return <PasswordPage {...page} errors={errors} />;
}
