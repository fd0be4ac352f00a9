import { requestEmailChange } from "~/features/email-address/change-email.server.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { requireStepUpForJson } from "~/features/sign-in/require-step-up.server.ts";
import { changeProfile } from "~/features/profile/change-profile.server.ts";
import { MeChangeSchema, toMe, type MeChanged } from "~/features/profile/me.ts";
import { tellProfileNews } from "~/features/profile/profile-news.server.ts";
import { readClient } from "~/features/profile/read-client.server.ts";
import { readContact } from "~/features/profile/read-contact.server.ts";
import { jsonForCustomer, jsonReading } from "~/platform/json/json-route.server.ts";
import { invalid, jsonWriteForCustomer, type JsonWriteInput } from "~/platform/json/json-write.server.ts";

const EMAIL_PAGE = "/account/settings/email";
const CONTACT_PAGE = "/account/settings/profile/contact";

export const loader = jsonForCustomer(async ({ app, context, customer }) => {
  const [contact, client] = await Promise.all([readContact(app, customer), readClient(app, customer)]);
  const csrfToken = app.csrf.issue(context.csrfBinding);
  return jsonReading([contact, client], toMe({ contact: contact.value, client: client.value, csrfToken }));
});

export const action = jsonWriteForCustomer({ method: "PATCH", schema: MeChangeSchema }, async (input) => {
  const { phone, email } = input.body;
  const changed =
    phone === undefined ? await askForCode(input, email ?? "") : await changePhone(input, phone.display);
  return jsonReading([{ readAt: input.app.now(), staleSince: null }], changed);
});

type Input = JsonWriteInput<unknown>;

async function changePhone(input: Input, phone: string): Promise<MeChanged> {
  const { app, context, customer, idempotencyKey } = input;
  await requireStepUpForJson(input, "contact.change", { page: CONTACT_PAGE, fields: { phone } });
  const state = await changeProfile(app, customer, {
    change: { kind: "contact", phone },
    idempotencyKey,
    tell: (tx, user) => tellProfileNews(app, tx, { kind: "contact", user, seen: auditFrom(context) }),
  });
  if (state === "refused") throw invalid(context, { phone: "profile.fault.refused" }, 422);
  return { state, continueAt: null };
}

/** Nothing changes by it: the code does that, on the page where it is entered. A repeat within a minute sends no second one. */
async function askForCode(input: Input, email: string): Promise<MeChanged> {
  const { app, context, customer } = input;
  await requireStepUpForJson(input, "email.change", { page: EMAIL_PAGE, fields: { newEmail: email } });
  if (!(await requestEmailChange(app, customer, { email, from: context })))
    throw invalid(context, { email: "emailChange.same" });
  return { state: "code_sent", continueAt: EMAIL_PAGE };
}
