import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AddressPageFormSchema } from "#domain/users/profile-forms.ts";
import { AppError } from "#domain/shared/errors.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { emptyAddressForm, readAddress } from "~/features/address/read-address.server.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { requireStepUp, resumedFields } from "~/features/sign-in/require-step-up.server.ts";
import { changeProfile } from "~/features/profile/change-profile.server.ts";
import { NewAddressPage } from "~/features/profile/new-address-page.tsx";
import { tellProfileNews } from "~/features/profile/profile-news.server.ts";
import { callerOf } from "~/platform/request/caller.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm, refuseForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { safeReturnTo } from "~/platform/page/return-to.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

const PAGE = "/account/settings/profile/address";

export const loader = forCustomer(async (input) => {
  const { app, context, url } = input;
  const translator = translatorOf(context);
  const resumed = await resumedFields(input);
  const isResumed = Object.keys(resumed).length > 0;
  return {
    title: pageTitle(context, translator.t("newAddress.title")),
    idempotencyKey: randomUUID(),
    returnTo: resumed["returnTo"] ?? url.searchParams.get("returnTo"),
    form: isResumed
      ? (await readAddress(app, translator, resumed, callerOf(context))).form
      : emptyAddressForm(),
  };
});

/** Each step of the form comes here; only the last changes something. */
export const action = forCustomer(async (input) => {
  const { app, context, customer, request } = input;
  const posted = await readForm(input, AddressPageFormSchema);
  if (!posted.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const { values } = await refuseForm(request, {});
  const translator = translatorOf(context);
  const { form, address } = await readAddress(app, translator, values, callerOf(context));
  if (address === null) {
    const isRefused = Object.keys(form.errors).length > 0;
    if (isRefused) markRefused(context);
    return data(form, { status: isRefused ? 400 : 200 });
  }
  await requireStepUp(input, "contact.change", PAGE);
  const outcome = await changeProfile(app, customer, {
    change: { kind: "address", address },
    idempotencyKey: posted.value.idempotencyKey,
    tell: (tx, user) => tellProfileNews(app, tx, { kind: "address", user, seen: auditFrom(context) }),
  });
  if (outcome === "refused") {
    markRefused(context);
    return data({ ...form, errors: { "": translator.t("profile.fault.refused") } }, { status: 400 });
  }
  leaveFlash(context, outcome === "later" ? "profileKept" : "profileChanged");
  const { returnTo } = posted.value;
  throw redirect(returnTo ? safeReturnTo(returnTo) : "/account/settings/profile", 303);
});

export default function AddressRoute() {
  const { idempotencyKey, returnTo, form } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof action>() ?? form;
  return (
    <>
      <ErrorSummary errors={shown.errors} />
      <NewAddressPage idempotencyKey={idempotencyKey} returnTo={returnTo} form={shown} />
    </>
  );
}
