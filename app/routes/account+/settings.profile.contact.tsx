import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ContactFormSchema } from "#domain/users/profile-forms.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { auditFrom } from "~/features/sign-in/from.ts";
import { requireStepUp, resumedFields } from "~/features/sign-in/require-step-up.server.ts";
import { changeProfile } from "~/features/profile/change-profile.server.ts";
import { ContactPage } from "~/features/profile/contact-page.tsx";
import { toContactFields } from "~/features/profile/details-view.ts";
import { tellProfileNews } from "~/features/profile/profile-news.server.ts";
import { profileErrors } from "~/features/profile/profile-texts.ts";
import { readClient } from "~/features/profile/read-client.server.ts";
import { readContact } from "~/features/profile/read-contact.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm, refuseForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer, type Customer, type RouteInput } from "~/platform/page/route.server.ts";

const PAGE = "/account/settings/profile/contact";

export const loader = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const [{ value: contact }, { value: client }, resumed] = await Promise.all([
    readContact(app, customer),
    readClient(app, customer),
    resumedFields(input),
  ]);
  return {
    title: pageTitle(context, translatorOf(context).t("contact.title")),
    idempotencyKey: randomUUID(),
    values: { ...toContactFields(contact, client.phone), ...resumed },
  };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, ContactFormSchema);
  if (!form.ok) return refuse(input, form.refusal.errors);
  await requireStepUp(input, "contact.change", PAGE);
  const { idempotencyKey, phone, lastNameKana, firstNameKana } = form.value;
  const outcome = await changeProfile(app, customer, {
    change: { kind: "contact", phone: phone.display, lastNameKana, firstNameKana },
    idempotencyKey,
    tell: (tx, user) => tellProfileNews(app, tx, { kind: "contact", user, seen: auditFrom(context) }),
  });
  if (outcome === "refused") return refuse(input, { "": "profile.fault.refused" });
  leaveFlash(context, outcome === "later" ? "profileKept" : "profileChanged");
  throw redirect("/account/settings/profile", 303);
});

/** The page again with what was typed, and what is wrong with it. */
async function refuse(
  { request, context }: RouteInput & { customer: Customer },
  errors: Record<string, string>,
) {
  markRefused(context);
  return data(await refuseForm(request, profileErrors(translatorOf(context), errors)), { status: 400 });
}

export default function ContactRoute() {
  const { idempotencyKey, values } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const errors = refusal?.errors ?? {};
  return (
    <>
      <ErrorSummary errors={errors} />
      <ContactPage
        idempotencyKey={idempotencyKey}
        values={refusal ? refusal.values : values}
        errors={errors}
      />
    </>
  );
}
