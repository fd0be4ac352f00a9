import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AppError } from "#domain/shared/errors.ts";
import { PreferencesFormSchema } from "#domain/users/forms.ts";
import { readAccount } from "~/features/profile/account.server.ts";
import { savePreferences } from "~/features/profile/save-preferences.server.ts";
import { readClient, refreshClient } from "~/features/profile/read-client.server.ts";
import { SettingsPage } from "~/features/profile/settings-page.tsx";
import { toProfileView } from "~/features/profile/profile-view.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { later, readPart } from "~/platform/page/part.server.ts";
import { languageCookie, themeCookie } from "~/platform/request/preferences.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { app, context, customer } = input;
  await retryPart(input, customer.userId, () => refreshClient(app, customer));
  const profile = readPart(context, () => readClient(app, customer), toProfileView);
  const { email } = await readAccount(app, customer);
  const { t } = translatorOf(context);
  return {
    title: pageTitle(context, t("settings.title")),
    email,
    theme: context.theme,
    profile: await later(context, profile),
  };
});

/** Language and colours of this browser, remembered with the login. */
export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, PreferencesFormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const { language, theme } = form.value;
  await savePreferences(app, customer, { language, theme });
  const { secure } = app.cookieNames;
  context.cookies.push(languageCookie(language, secure), themeCookie(theme, secure));
  leaveFlash(context, "settingsSaved");
  return redirect("/account/settings", { status: 303 });
});

export default function Settings() {
  return <SettingsPage {...useLoaderData<typeof loader>()} />;
}
