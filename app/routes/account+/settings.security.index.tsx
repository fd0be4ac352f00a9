import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SecurityFormSchema } from "#domain/auth/forms.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { beginEnrolment } from "~/features/factors/enrol-authenticator.server.ts";
import { beginPasskey } from "~/features/factors/enrol-passkey.server.ts";
import { readFactors } from "~/features/factors/factors.server.ts";
import { formErrors } from "~/features/sign-in/form-texts.ts";
import { makeRecoveryCodes } from "~/features/factors/recovery-codes.server.ts";
import { requireStepUp, resumedFields } from "~/features/sign-in/require-step-up.server.ts";
import { SecurityPage } from "~/features/factors/security-page.tsx";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const PAGE = "/account/settings/security";

export const loader = forCustomer(async (input) => ({
  title: pageTitle(input.context, translatorOf(input.context).t("security.title")),
  ...(await readFactors(input.app, input.customer)),
  values: await resumedFields(input),
}));

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, SecurityFormSchema);
  if (!form.ok) return data(form.refusal, { status: 400 });
  switch (form.value.intent) {
    case "add-app":
      await requireStepUp(input, "factor.enrol", PAGE);
      await beginEnrolment(app, customer, form.value.name);
      return redirect(`${PAGE}/app`, 303);
    case "add-passkey":
      await requireStepUp(input, "factor.enrol", PAGE);
      await beginPasskey(app, customer, form.value.passkeyName);
      return redirect(`${PAGE}/passkey`, 303);
    case "make-codes":
      await requireStepUp(input, "recovery_codes.make", PAGE);
      await makeRecoveryCodes(app, customer, context);
      return redirect(`${PAGE}/recovery-codes`, 303);
  }
});

export default function Security() {
  const { values, ...factors } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const i18n = useI18n();
  const errors = refusal ? formErrors(i18n, refusal.errors) : {};
  return (
    <>
      <ErrorSummary errors={errors} />
      <SecurityPage {...factors} values={refusal?.values ?? values} errors={errors} />
    </>
  );
}
