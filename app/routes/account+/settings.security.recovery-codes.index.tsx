import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { findShownCodes, forgetShownCodes } from "~/features/factors/recovery-codes.server.ts";
import { RecoveryCodesPage } from "~/features/factors/security-page.tsx";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

const SECURITY = "/account/settings/security";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const codes = await findShownCodes(app, customer);
  if (!codes) throw redirect(SECURITY, 303);
  return { title: pageTitle(context, translatorOf(context).t("security.newCodes")), codes };
});

/** "I have kept them": they are not shown again. */
export const action = forCustomer(async (input) => {
  await readForm(input, z.object({}));
  await forgetShownCodes(input.app, input.customer);
  return redirect(SECURITY, 303);
});

export default function RecoveryCodes() {
  return <RecoveryCodesPage codes={useLoaderData<typeof loader>().codes} />;
}
