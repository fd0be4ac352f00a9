import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { randomUUID } from "node:crypto";
import { EligibilityRequestFormSchema } from "#domain/catalog/forms.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { wholeAddress, type JapaneseAddress } from "#domain/users/customer.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { AccountInternetPage } from "~/features/shop/account-pages.tsx";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { readEligibility, refreshEligibility } from "~/features/shop/read-eligibility.server.ts";
import { requestEligibility } from "~/features/shop/request-eligibility.server.ts";
import { countActive, eligibleOffers } from "~/features/shop/shop.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import { readContact } from "~/features/profile/read-contact.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { mapPart, valueOf } from "~/platform/page/part.ts";
import { readPart, readSubject } from "~/platform/page/part.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer, type Customer, type RouteInput } from "~/platform/page/route.server.ts";
import type { Reading } from "~/platform/cache/types.ts";

export const loader = forCustomer(async (input) => {
  const { app, context, customer } = input;
  await retryPart(input, customer.userId, () => refreshEligibility(app, customer));
  const today = tokyoDate(app.now());
  const [catalogue, eligibility, services] = await Promise.all([
    readPart(context, () => readCatalogue(app)),
    readSubject(context, () => readEligibility(app, customer)),
    readPart(context, () => readServices(app, customer)),
  ]);
  const known = valueOf(eligibility);
  // Only of use to who may ask for it to be checked.
  const address =
    known?.status === "not_requested" ? await readPart(context, () => readOwnAddress(app, customer)) : null;
  return {
    title: pageTitle(context, translatorOf(context).t("shop.internet.title")),
    today,
    active: countActive("internet", valueOf(catalogue), services),
    eligibility,
    address,
    idempotencyKey: randomUUID(),
    offers: mapPart(catalogue, (products) => known && eligibleOffers(products, known, today)),
  };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, EligibilityRequestFormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  await app.limits.use("eligibilityRequest", customer.userId);
  const outcome = await requestEligibility(app, {
    owner: customer,
    idempotencyKey: form.value.idempotencyKey,
    seen: auditFrom(context),
  });
  // In the other cases the page itself says what is known, or that an address is missing.
  const page = "/account/services/internet";
  throw redirect(outcome === "requested" ? `${page}/request-submitted` : page, 303);
});

/** Null: there is no contact, or not a whole address. */
async function readOwnAddress(
  app: RouteInput["app"],
  customer: Customer,
): Promise<Reading<JapaneseAddress | null>> {
  try {
    const contact = await readContact(app, customer);
    return { ...contact, value: wholeAddress(contact.value) };
  } catch (error) {
    if (isAppError(error) && error.reason === "MAPPING_MISSING")
      return { value: null, readAt: app.now(), staleSince: null };
    throw error;
  }
}

export default function AccountInternet() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <AccountInternetPage {...page} />;
}
