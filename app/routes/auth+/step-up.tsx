import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { VerifyFormSchema } from "#domain/auth/forms.ts";
import { AssertionFormSchema } from "#domain/auth/passkeys.ts";
import { isSteppedUp } from "#domain/auth/step-up.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { codeErrors } from "~/features/sign-in/code-texts.ts";
import { DemoCodeNotice } from "~/features/sign-in/demo-logins.tsx";
import { readDeviceId } from "~/features/sign-in/device-cookie.server.ts";
import { findKeptForm } from "~/features/sign-in/kept-form.server.ts";
import { refuseCode, refuseCodeForm } from "~/features/sign-in/refuse-code.server.ts";
import {
  clockOf,
  confirmStepUp,
  confirmStepUpByPasskey,
  getUser,
  readStepUpWays,
  sendStepUpCode,
  stepUpCodeSubject,
} from "~/features/sign-in/step-up.server.ts";
import { VerifyForm, VerifyLead } from "~/features/sign-in/verify-form.tsx";
import { readVerifyIntent } from "~/features/sign-in/verify-intent.server.ts";
import { readVerifyView } from "~/features/sign-in/verify-page.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { isRefused, markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { passRetryAfter } from "~/platform/page/retry-after.ts";
import { forCustomer, type Customer, type RouteInput } from "~/platform/page/route.server.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = passRetryAfter;

export const loader = forCustomer(async (input) => {
  const { app, context, customer, url } = input;
  const { id, kept } = await getKept(input);
  // A factor of a moment ago, in another tab perhaps, is good for this form too; what was refused just now is told first.
  if (!isRefused(context) && isSteppedUp(kept.action, customer.proof, clockOf(app)))
    throw redirect(backTo(kept.returnTo, id), 303);
  const { email } = await getUser(app, customer);
  const { ways, opensAt } = await readStepUpWays(app, customer, kept.action);
  const { t } = translatorOf(context);
  const title = pageTitle(context, t("stepUp.title"));
  return {
    title,
    csrf: app.csrf.issue(context.csrfBinding),
    id,
    returnTo: kept.returnTo,
    view: await readVerifyView(app, {
      ways,
      email,
      codeSubject: stepUpCodeSubject(customer),
      asked: url.searchParams.get("way"),
    }),
    opensAt: opensAt === null ? null : new Date(opensAt).toISOString(),
    wasSent: url.searchParams.has("sent"),
    isDemo: app.demo !== null,
  };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer, request } = input;
  const { id, kept } = await getKept(input);
  const { clientIp, userAgent, requestId } = context;
  const facts = {
    customer,
    deviceHash: hashText(readDeviceId(app.cookieNames, request.headers.get("cookie"))),
    from: { clientIp, userAgent, requestId },
  };
  const intent = await readVerifyIntent(input);
  const isSending = intent === "send";
  try {
    if (isSending) {
      await sendStepUpCode(app, facts);
      const query = new URLSearchParams({ for: id, way: "mailed_code", sent: "1" });
      return redirect(`/auth/step-up?${query.toString()}`, 303);
    }
    const form =
      intent === "passkey"
        ? await readForm(input, AssertionFormSchema)
        : await readForm(input, VerifyFormSchema);
    if (!form.ok) {
      markRefused(context);
      return refuseCodeForm(form.refusal.errors);
    }
    const step = { ...facts, action: kept.action };
    if ("credential" in form.value) await confirmStepUpByPasskey(app, { ...step, ...form.value });
    else await confirmStepUp(app, { ...step, ...form.value });
    leaveFlash(context, "stepUpDone");
    return redirect(backTo(kept.returnTo, id), 303);
  } catch (error) {
    markRefused(context);
    return refuseCode(error, { isSending });
  }
});

/** The form that waits for a factor. There is nothing to confirm without one: throws the redirect to the account. */
async function getKept({ app, customer, url }: RouteInput & { customer: Customer }) {
  const id = url.searchParams.get("for");
  const kept = await findKeptForm(app, customer, id);
  if (id === null || !kept) throw redirect("/account/settings/security", 303);
  return { id, kept };
}

function backTo(page: string, id: string): string {
  return `${page}${page.includes("?") ? "&" : "?"}${new URLSearchParams({ resume: id }).toString()}`;
}

export default function StepUp() {
  const { csrf, id, returnTo, view, opensAt, wasSent, isDemo } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const i18n = useI18n();
  const { t, instant } = i18n;
  const errors = refusal ? codeErrors(i18n, refusal, view) : {};
  return (
    <>
      <ErrorSummary errors={errors} />
      {wasSent && !refusal ? (
        <Notice tone="positive" role="status">
          {t("stepUp.sent")}
        </Notice>
      ) : null}
      {isDemo && view.way === "mailed_code" && view.code ? <DemoCodeNotice /> : null}
      <h1>{t("stepUp.title")}</h1>
      <p>{t("stepUp.lead")}</p>
      {view.way === null ? (
        <Notice tone="caution" title={t("stepUp.noWayTitle")}>
          {opensAt === null ? t("stepUp.noWay") : t("stepUp.opensAt", { time: instant(opensAt) })}
        </Notice>
      ) : null}
      <VerifyLead view={view} />
      <VerifyForm
        view={view}
        csrf={csrf}
        use="step_up"
        errors={errors}
        submit={t("stepUp.submit")}
        query={{ for: id }}
        sendLabel={t("stepUp.send")}
      />
      <p className="below">
        <a href={returnTo}>{t("stepUp.cancel")}</a>
      </p>
    </>
  );
}
