import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EnrolFormSchema } from "#domain/auth/forms.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { EnrolAppPage } from "~/features/factors/enrol-app-page.tsx";
import { confirmEnrolment, findEnrolment } from "~/features/factors/enrol-authenticator.server.ts";
import { formErrors } from "~/features/sign-in/form-texts.ts";
import { drawQrCode } from "~/features/factors/qr-code.server.ts";
import { requireStepUp } from "~/features/sign-in/require-step-up.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const SECURITY = "/account/settings/security";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const enrolment = await findEnrolment(app, customer);
  if (!enrolment) throw redirect(SECURITY, 303);
  return {
    title: pageTitle(context, translatorOf(context).t("enrol.title")),
    ...enrolment,
    qr: drawQrCode(enrolment.uri),
  };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, EnrolFormSchema);
  if (!form.ok) return data({ errors: form.refusal.errors, isWrong: false }, { status: 400 });
  await requireStepUp(input, "factor.enrol", `${SECURITY}/app`);
  try {
    const { code } = form.value;
    const hasNewCodes = await confirmEnrolment(app, customer, { code, from: context });
    leaveFlash(context, "factorAdded");
    return redirect(hasNewCodes ? `${SECURITY}/recovery-codes` : SECURITY, 303);
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.reason === "OTP_EXPIRED") return redirect(SECURITY, 303);
    if (error.reason !== "OTP_INVALID") throw error;
    return data({ errors: {}, isWrong: true }, { status: error.status });
  }
});

export default function EnrolApp() {
  const enrolment = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const i18n = useI18n();
  const wrong: Record<string, string> = { code: i18n.t("enrol.wrong") };
  const errors = refusal ? (refusal.isWrong ? wrong : formErrors(i18n, refusal.errors)) : {};
  return (
    <>
      <ErrorSummary errors={errors} />
      <EnrolAppPage {...enrolment} errors={errors} />
    </>
  );
}
