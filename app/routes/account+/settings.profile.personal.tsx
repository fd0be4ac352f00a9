import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PersonalFormSchema } from "#domain/users/profile-forms.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { auditFrom } from "~/features/sign-in/from.ts";
import { changeProfile } from "~/features/profile/change-profile.server.ts";
import { toPersonalFields } from "~/features/profile/details-view.ts";
import { PersonalPage } from "~/features/profile/personal-page.tsx";
import { tellProfileNews } from "~/features/profile/profile-news.server.ts";
import { profileErrors } from "~/features/profile/profile-texts.ts";
import { readContact } from "~/features/profile/read-contact.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm, refuseForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer, type RouteInput } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const { value: contact } = await readContact(app, customer);
  return {
    title: pageTitle(context, translatorOf(context).t("personal.title")),
    idempotencyKey: randomUUID(),
    values: toPersonalFields(contact),
  };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, PersonalFormSchema);
  if (!form.ok) return refuse(input, form.refusal.errors);
  const { idempotencyKey, gender, nationality } = form.value;
  const outcome = await changeProfile(app, customer, {
    change: {
      kind: "personal",
      nationality,
      ...(gender === "unknown" ? {} : { gender: gender === "" ? null : gender }),
    },
    idempotencyKey,
    tell: (tx, user) => tellProfileNews(app, tx, { kind: "personal", user, seen: auditFrom(context) }),
  });
  if (outcome === "refused") return refuse(input, { "": "profile.fault.refused" });
  leaveFlash(context, outcome === "later" ? "profileKept" : "profileChanged");
  throw redirect("/account/settings/profile", 303);
});

/** The page again with what was typed, and what is wrong with it. */
async function refuse({ request, context }: RouteInput, errors: Record<string, string>) {
  markRefused(context);
  return data(await refuseForm(request, profileErrors(translatorOf(context), errors)), { status: 400 });
}

export default function PersonalRoute() {
  const { idempotencyKey, values } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const errors = refusal?.errors ?? {};
  return (
    <>
      <ErrorSummary errors={errors} />
      <PersonalPage
        idempotencyKey={idempotencyKey}
        values={refusal ? refusal.values : values}
        errors={errors}
      />
    </>
  );
}
