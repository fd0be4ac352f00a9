import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { endOneSession, endOtherSessions, endTrustOf } from "~/features/sessions/end-sessions.server.ts";
import { readSessions, readTrustedDevices } from "~/features/sessions/read-sessions.server.ts";
import { SessionsPage } from "~/features/sessions/sessions-page.tsx";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

const FormSchema = z.discriminatedUnion("act", [
  z.object({ act: z.literal("end"), session: z.string().max(60) }),
  z.object({ act: z.literal("end_others") }),
  z.object({ act: z.literal("end_trust"), device: z.string().max(100) }),
]);

export const loader = forCustomer(async ({ app, context, customer }) => ({
  title: pageTitle(context, translatorOf(context).t("sessions.title")),
  ...(await readSessions(app, customer)),
  trusted: await readTrustedDevices(app, customer),
}));

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, FormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const { userId, familyId } = customer;
  switch (form.value.act) {
    case "end":
      await endOneSession(app, { userId, id: form.value.session, from: context });
      leaveFlash(context, "sessionEnded");
      break;
    case "end_others":
      await endOtherSessions(app, { userId, familyId, from: context });
      leaveFlash(context, "sessionsEnded");
      break;
    case "end_trust":
      await endTrustOf(app, { userId, deviceHash: form.value.device, from: context });
      leaveFlash(context, "trustEnded");
  }
  return redirect("/account/settings/sessions", { status: 303 });
});

export default function Sessions() {
  return <SessionsPage {...useLoaderData<typeof loader>()} />;
}
