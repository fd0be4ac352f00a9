import { useLoaderData } from "@remix-run/react";
import { DetailsPage } from "~/features/profile/details-page.tsx";
import { refreshClient } from "~/features/profile/read-client.server.ts";
import { refreshContact } from "~/features/profile/read-contact.server.ts";
import { readDetails } from "~/features/profile/read-details.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { app, context, customer } = input;
  await retryPart(input, customer.userId, async () => {
    await refreshClient(app, customer);
    await refreshContact(app, customer);
  });
  const title = pageTitle(context, translatorOf(context).t("profile.title"));
  return { title, ...(await readDetails(app, context, customer)) };
});

export default function Details() {
  return <DetailsPage {...useLoaderData<typeof loader>()} />;
}
