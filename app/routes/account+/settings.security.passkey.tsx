import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AttestationFormSchema } from "#domain/auth/passkeys.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { addPasskey, findNewPasskey } from "~/features/factors/enrol-passkey.server.ts";
import { EnrolPasskeyPage } from "~/features/factors/enrol-passkey-page.tsx";
import { requireStepUp } from "~/features/sign-in/require-step-up.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const SECURITY = "/account/settings/security";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const name = await findNewPasskey(app, customer);
  if (name === null) throw redirect(SECURITY, 303);
  return { title: pageTitle(context, translatorOf(context).t("passkey.enrol.title")), name };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, AttestationFormSchema);
  if (!form.ok) {
    markRefused(context);
    return data({ isMissing: true }, { status: 400 });
  }
  await requireStepUp(input, "factor.enrol", `${SECURITY}/passkey`);
  try {
    const { credential } = form.value;
    const hasNewCodes = await addPasskey(app, customer, { credential, from: context });
    leaveFlash(context, "factorAdded");
    return redirect(hasNewCodes ? `${SECURITY}/recovery-codes` : SECURITY, 303);
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.reason === "OTP_EXPIRED") return redirect(SECURITY, 303);
    if (error.reason !== "PASSKEY_REFUSED") throw error;
    markRefused(context);
    return data({ isMissing: false }, { status: error.status });
  }
});

export default function EnrolPasskey() {
  const { name } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { t } = useI18n();
  const errors: Record<string, string> = refusal
    ? { "": t(refusal.isMissing ? "passkey.missing" : "passkey.refused") }
    : {};
  return (
    <>
      <ErrorSummary errors={errors} />
      <EnrolPasskeyPage name={name} />
    </>
  );
}
