import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ResumePage } from "~/features/sign-in/resume-page.tsx";
import { findHeldForm } from "~/platform/page/held-form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

/** A form that met an ended session, to be sent again by its owner after signing in. */
export const loader = forCustomer(async ({ app, context, customer, url }) => {
  const held = await findHeldForm(app, customer.userId, url.searchParams.get("form") ?? "");
  if (!held) throw redirect("/account", 303);
  return { title: pageTitle(context, translatorOf(context).t("resume.title")), held };
});

export default function Resume() {
  const { held } = useLoaderData<typeof loader>();
  return <ResumePage {...held} />;
}
