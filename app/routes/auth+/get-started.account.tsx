import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ChooseClientFormSchema, LinkFormSchema, StartIntentSchema } from "#domain/auth/get-started-forms.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { emptyAddressForm, readAddress } from "~/features/address/read-address.server.ts";
import { StartAccountPage } from "~/features/registration/account-page.tsx";
import { chooseClient, linkAccount } from "~/features/registration/link-account.server.ts";
import {
  readRegistrationForm,
  type RegistrationAnswer,
} from "~/features/registration/read-registration-form.server.ts";
import { register } from "~/features/registration/register.server.ts";
import { resumeRegistration } from "~/features/registration/resume-registration.server.ts";
import { readStartCookies, startAgain } from "~/features/registration/start-cookies.server.ts";
import { knownValues, listChoices, type StartStatus } from "~/features/registration/start-page.server.ts";
import { startErrors } from "~/features/registration/start-texts.ts";
import { getVerified } from "~/features/registration/start-token.server.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { passwordErrors } from "~/features/passwords/password-texts.server.ts";
import type { SignedIn } from "~/features/sign-in/sign-in.server.ts";
import { setSignedIn } from "~/features/sign-in/sign-in-cookies.server.ts";
import { requestAfterRegistration } from "~/features/shop/request-after-registration.server.ts";
import { brandOf } from "~/messages/brand.ts";
import { callerOf } from "~/platform/request/caller.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm, refuseForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { forVisitor, type RouteInput } from "~/platform/page/route.server.ts";

export const headers = passRetryAfter;

const HERE = "/auth/get-started/account";

export const loader = forVisitor(async ({ app, context, request }) => {
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);
  const token = await getVerified(app, readStartCookies(context, request)).catch((error: unknown) => {
    throw startAgain(error, context);
  });
  const status: StartStatus = token.found?.status ?? "unknown";
  if (status === "set_password") throw redirect("/auth/get-started/password", 303);
  const { wish } = token;
  const [known, choices] = await Promise.all([knownValues(app, token), listChoices(app, token)]);
  const values = { ...known, ...wish };
  const address = wish
    ? { ...(await readAddress(app, translatorOf(context), values, callerOf(context))).form, errors: {} }
    : emptyAddressForm(values);
  return {
    title: pageTitle(context, translatorOf(context).t("start.pageTitle")),
    csrf: app.csrf.issue(context.csrfBinding),
    status,
    email: token.email,
    returnTo: token.returnTo,
    choices,
    answer: { values, errors: {}, address },
  };
});

export const action = forVisitor(async (input) => {
  const { app, context, request } = input;
  if (context.visitor.state === "signed_in") throw redirect("/account", 303);
  const form = await readForm(input, StartIntentSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const facts = { ...readStartCookies(context, request), from: context };
  switch (form.value.intent) {
    case "check":
    case "resume":
      return orRefusal(input, null, async () => {
        await resumeRegistration(app, facts);
        throw redirect(HERE, 303);
      });
    case "link":
      return orRefusal(input, null, () => link(input, facts));
    case "choose":
      return orRefusal(input, null, () => choose(input, facts));
    case "register": {
      const { values } = await refuseForm(request, {});
      const address = await readAddress(app, translatorOf(context), values, callerOf(context));
      const typed = await readRegistrationForm(input, { values, ...address });
      return orRefusal(input, typed.answer, () => open(input, facts, typed));
    }
  }
});

type Facts = Parameters<typeof resumeRegistration>[1];

async function link(input: RouteInput, facts: Facts) {
  const { app, context } = input;
  const translator = translatorOf(context);
  const form = await readForm(input, LinkFormSchema);
  if (!form.ok) return refuse(input, startErrors(translator, form.refusal.errors));
  const { language } = context;
  if (await linkAccount(app, { ...facts, ...form.value, language })) throw redirect(HERE, 303);
  const { email } = await getVerified(app, facts);
  return refuse(input, { password: translator.t("start.passwordWrong", { email }) });
}

async function choose(input: RouteInput, facts: Facts) {
  const { app, context } = input;
  const translator = translatorOf(context);
  const form = await readForm(input, ChooseClientFormSchema);
  if (!form.ok) return refuse(input, startErrors(translator, form.refusal.errors));
  const { language } = context;
  if (await chooseClient(app, { ...facts, ...form.value, language })) throw redirect(HERE, 303);
  return refuse(input, { clientId: translator.t("start.choose.missing") });
}

async function open(
  input: RouteInput,
  facts: Facts,
  { answer, typed, newPassword, repeatPassword }: Awaited<ReturnType<typeof readRegistrationForm>>,
) {
  const { app, context } = input;
  const translator = translatorOf(context);
  const { language } = context;
  if (!typed)
    return Object.keys(answer.errors).length > 0
      ? refuse(input, answer.errors, answer)
      : data({ errors: {}, answer }, { status: 200 });
  const order = { ...facts, person: typed, newPassword, repeatPassword, language };
  const outcome = await register(app, order);
  switch (outcome.state) {
    case "weak":
      return refuse(input, passwordErrors(translator, outcome.faults, false), answer);
    case "refused":
      return refuse(input, refusedField(input, outcome.field), answer);
    case "next":
      throw redirect(HERE, 303);
    case "signed_in":
      setSignedIn(context, facts.deviceId ?? "", outcome.signedIn);
      leaveFlash(context, "accountReady");
      if (outcome.wantsCheck) await askForCheck(input, outcome);
      throw redirect(outcome.signedIn.returnTo, 303);
  }
}

/** Throws the redirect to its page. Where it cannot be asked for now, the page that has the button for it comes next. */
async function askForCheck(
  { app, context }: RouteInput,
  { signedIn, reference }: { signedIn: SignedIn; reference: string },
): Promise<void> {
  const isAsked = await requestAfterRegistration(app, {
    userId: signedIn.user.id,
    idempotencyKey: reference,
    seen: auditFrom(context),
  });
  if (isAsked) throw redirect("/account/services/internet/request-submitted", 303);
}

function refusedField({ app, context }: RouteInput, field: "phone" | "email" | null): Record<string, string> {
  const { t } = translatorOf(context);
  const { phone, hours } = brandOf(app.config.company, context.language);
  if (field === "phone") return { phone: t("start.fault.phone") };
  return { "": field === "email" ? t("start.fault.email") : t("start.fault.refused", { phone, hours }) };
}

/** A system that does not answer, or too many attempts, is told on the page; what was typed is kept. */
async function orRefusal<T>(input: RouteInput, answer: RegistrationAnswer | null, work: () => Promise<T>) {
  const { t } = translatorOf(input.context);
  try {
    return await work();
  } catch (thrown) {
    const error = startAgain(thrown, input.context);
    if (!isAppError(error)) throw error;
    const { code, status, retryAfter = 60 } = error;
    const isDown = code === "provider_unavailable" || code === "provider_contract";
    if (code !== "rate_limited" && (!isDown || error.reason === "MAINTENANCE")) throw error;
    const text = isDown ? t("start.unavailable") : t("start.limited", { count: Math.ceil(retryAfter / 60) });
    input.context.log.warn(
      { event: "registration.held_up", err: error, reason: error.reason },
      "getting started is held up",
    );
    return refuse(input, { "": text }, answer, { status, retryAfter });
  }
}

function refuse(
  { context }: RouteInput,
  errors: Record<string, string>,
  answer: RegistrationAnswer | null = null,
  { status, retryAfter }: { status: number; retryAfter?: number } = { status: 400 },
) {
  markRefused(context);
  const headers = new Headers();
  if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
  return data({ errors, answer }, { status, headers });
}

export default function GetStartedAccount() {
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { errors, answer } = refusal ?? { errors: {}, answer: null };
  return <StartAccountPage {...page} answer={answer ?? page.answer} errors={errors} />;
}
