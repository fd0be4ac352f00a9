import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AppError } from "#domain/shared/errors.ts";
import { OffersFormSchema } from "#domain/users/profile-forms.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { auditFrom } from "~/features/sign-in/from.ts";
import { changeProfile } from "~/features/profile/change-profile.server.ts";
import { OffersPage } from "~/features/profile/offers-page.tsx";
import { readClient } from "~/features/profile/read-client.server.ts";
import { recordOffers } from "~/features/profile/record-offers.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const { value: client } = await readClient(app, customer);
  return {
    title: pageTitle(context, translatorOf(context).t("offers.title")),
    idempotencyKey: randomUUID(),
    // Not ticked unless they are known to have agreed: nobody agrees by saving what somebody else has filled in.
    agreed: client.marketing === true,
  };
});

/** No step-up: taking it back must be as easy as it can be, and agreeing opens nothing. */
export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, OffersFormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const { idempotencyKey, agreed } = form.value;
  const outcome = await changeProfile(app, customer, {
    change: { kind: "offers", agreed },
    idempotencyKey,
    tell: (tx, user) => recordOffers(app, tx, { user, agreed, seen: auditFrom(context) }),
  });
  if (outcome === "refused") {
    markRefused(context);
    const errors = { "": translatorOf(context).t("profile.fault.refused") };
    return data({ agreed, errors }, { status: 400 });
  }
  leaveFlash(context, outcome === "later" ? "profileKept" : "offersSaved");
  throw redirect("/account/settings/profile", 303);
});

export default function OffersRoute() {
  const { idempotencyKey, agreed } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary errors={refusal?.errors ?? {}} />
      <OffersPage idempotencyKey={idempotencyKey} agreed={refusal?.agreed ?? agreed} />
    </>
  );
}
