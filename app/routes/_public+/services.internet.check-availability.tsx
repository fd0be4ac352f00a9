import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { toContactAddress } from "#domain/address/salesforce.ts";
import type { Address } from "#domain/address/schema.ts";
import { GuestRequestFormSchema } from "#domain/auth/get-started-forms.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { z } from "zod";
import type { AddressForm } from "~/features/address/address-form.ts";
import { emptyAddressForm, readAddress } from "~/features/address/read-address.server.ts";
import { readDeviceId } from "~/features/sign-in/device-cookie.server.ts";
import { startWithAddress } from "~/features/registration/prove-address.server.ts";
import { setStart } from "~/features/registration/start-cookies.server.ts";
import { startErrors } from "~/features/registration/start-texts.ts";
import { GuestAvailabilityPage, GuestRequestSentPage } from "~/features/shop/guest-availability-page.tsx";
import { submitGuestRequest } from "~/features/shop/submit-guest-request.server.ts";
import { brandOf } from "~/messages/brand.ts";
import { callerOf } from "~/platform/request/caller.ts";
import { personal } from "~/platform/request/route-table.ts";
import { readForm, refuseForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { forVisitor, type RouteInput } from "~/platform/page/route.server.ts";

const HERE = "/services/internet/check-availability";

export const handle = personal;
export const headers = passRetryAfter;

export const loader = forVisitor(({ app, context, url }) => {
  // Whoever is signed in has their own page, with the address that we know.
  if (context.visitor.state === "signed_in") throw redirect("/account/services/internet", 303);
  const isSent = url.searchParams.has("sent");
  return {
    title: pageTitle(context, translatorOf(context).t(isSent ? "guest.sent.title" : "guest.title")),
    isSent,
    csrf: app.csrf.issue(context.csrfBinding),
    idempotencyKey: randomUUID(),
    answer: { values: {}, errors: {}, address: emptyAddressForm() },
  };
});

/** A form that is sent back: with what is wrong, or with the next step of its address. */
type Answer = { values: Record<string, string>; errors: Record<string, string>; address: AddressForm };
type Typed = z.output<typeof GuestRequestFormSchema>;

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  if (context.visitor.state === "signed_in") throw redirect("/account/services/internet", 303);
  const translator = translatorOf(context);
  const person = await readForm(input, GuestRequestFormSchema);
  const { values } = await refuseForm(request, {});
  const { form, address, isStep } = await readAddress(app, translator, values, callerOf(context));
  const answer = { values, errors: {}, address: form };
  // The buttons of the address's steps ask for the next step alone.
  if (isStep) return reply(input, { ...answer, errors: form.errors });

  const errors = { ...(person.ok ? {} : startErrors(translator, person.refusal.errors)), ...form.errors };
  if (!person.ok || !address) return reply(input, { ...answer, errors });
  try {
    await (person.value.intent === "request"
      ? submit(input, person.value, address)
      : begin(input, person.value, values));
  } catch (error) {
    if (!isAppError(error) || error.code !== "rate_limited") throw error;
    const { phone, hours } = brandOf(app.config.company, context.language);
    const limited = { "": translator.t("guest.limited", { phone, hours }) };
    return reply(input, { ...answer, errors: limited }, error);
  }
  throw redirect(person.value.intent === "request" ? `${HERE}?sent=1` : "/auth/get-started/code", 303);
});

/** The fastest way: nothing is looked up, and the answer is the same for every address. */
function submit(
  { app, context }: RouteInput,
  { idempotencyKey, email, firstName, lastName }: Typed,
  address: Address,
): Promise<void> {
  return submitGuestRequest(app, {
    formKey: idempotencyKey,
    details: { email, firstName, lastName, address: toContactAddress(address) },
    language: context.language,
    clientIp: context.clientIp,
  });
}

/** What the form of a new customer asks for as well. */
const CARRIED = [
  "firstName",
  "lastName",
  "oneName",
  "postcode",
  "townKey",
  "townName",
  "byHand",
  "prefecture",
  "city",
  "block",
  "home",
  "building",
  "room",
];

/** An account first: the rest is asked once the mailbox is proved, with this filled in. */
async function begin(
  { app, context, request }: RouteInput,
  { email }: Typed,
  values: Record<string, string>,
): Promise<void> {
  const deviceId = readDeviceId(app.cookieNames, request.headers.get("cookie"));
  const wish = Object.fromEntries(Object.entries(values).filter(([name]) => CARRIED.includes(name)));
  const { language } = context;
  const startId = await startWithAddress(app, { email, deviceId, language, from: context, wish });
  setStart(context, deviceId, startId);
}

function reply(
  { context }: RouteInput,
  answer: Answer,
  { status, retryAfter }: { status: number; retryAfter?: number | undefined } = { status: 400 },
) {
  if (Object.keys(answer.errors).length === 0) return data(answer, { status: 200 });
  markRefused(context);
  const headers = new Headers();
  if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
  return data(answer, { status, headers });
}

export default function CheckAvailability() {
  const { isSent, csrf, idempotencyKey, answer } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  if (isSent) return <GuestRequestSentPage />;
  return <GuestAvailabilityPage csrf={csrf} idempotencyKey={idempotencyKey} {...(refusal ?? answer)} />;
}
