import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FactorFormSchema } from "#domain/auth/forms.ts";
import { AppError } from "#domain/shared/errors.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { getFactor, removeFactor, renameFactor } from "~/features/factors/factors.server.ts";
import { formErrors } from "~/features/sign-in/form-texts.ts";
import { requireStepUp } from "~/features/sign-in/require-step-up.server.ts";
import { FactorPage } from "~/features/factors/security-page.tsx";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle } from "~/platform/page/page-title.server.ts";
import { forCustomer, type Customer, type RouteInput } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const SECURITY = "/account/settings/security";

export const loader = forCustomer(async (input) => {
  const factor = await getOwn(input);
  return { title: pageTitle(input.context, factor.name), factor };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const { id } = await getOwn(input);
  const form = await readForm(input, FactorFormSchema);
  if (!form.ok) return data(form.refusal, { status: 400 });
  switch (form.value.intent) {
    case "rename":
      await renameFactor(app, customer, { id, name: form.value.name, from: context });
      leaveFlash(context, "factorRenamed");
      return redirect(SECURITY, 303);
    case "remove":
      await requireStepUp(input, "factor.remove", `${SECURITY}/factors/${id}`);
      await removeFactor(app, customer, { id, from: context });
      leaveFlash(context, "factorRemoved");
      return redirect(SECURITY, 303);
  }
});

/** The factor of the address. Throws `not_found` for another customer's, and for what is no id. */
function getOwn({ app, customer, params }: RouteInput & { customer: Customer }) {
  const id = z.uuid().safeParse(params["factorId"]);
  if (!id.success) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return getFactor(app, customer, id.data);
}

export default function Factor() {
  const { factor } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const i18n = useI18n();
  const errors = refusal ? formErrors(i18n, refusal.errors) : {};
  return (
    <>
      <ErrorSummary errors={errors} />
      <FactorPage factor={factor} values={refusal?.values ?? {}} errors={errors} />
    </>
  );
}
