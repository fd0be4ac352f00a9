import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { AddressSchema } from "#domain/address/schema.ts";
import { CalendarDateSchema } from "#domain/shared/dates.ts";
import type { Language } from "#domain/shared/money.ts";
import type { Services } from "~/services.ts";
import { readCodeState } from "~/features/sign-in/one-time-code.server.ts";
import { proveAddress, startWithAddress } from "./prove-address.server.ts";
import type { RegistrationOrder } from "./register.server.ts";
import { getStart, type StartCookies } from "./start-token.server.ts";

export const NEW_PASSWORD = "seven-lanterns-by-the-river";

export const person: RegistrationOrder["person"] = {
  firstName: "Nora",
  lastName: "Newcastle",
  firstNameKana: null,
  lastNameKana: null,
  phone: "03-0000-4001",
  birthDate: CalendarDateSchema.parse("1991-04-12"),
  gender: "female",
  marketing: true,
  address: AddressSchema.parse({
    postcode: "106-0044",
    prefecture: "東京都",
    city: "港区",
    town: "東麻布",
    latin: { city: "Minato-ku", town: "Higashi-Azabu" },
    block: "1-9-2",
    building: "Azabu Court",
    room: "305",
    isVerified: true,
  }),
};

/** The code that was mailed for a start. */
export async function readStartCode(deps: Services, cookies: StartCookies): Promise<string> {
  const { codeSubject, email } = await getStart(deps, cookies);
  const { reference = "-" } = (await readCodeState(deps, codeSubject)) ?? {};
  const mails = await asSystem(deps.database, (tx) => listMail(tx, { toAddress: email, limit: 50 }));
  const mail = mails.find(({ template, text }) => template === "code" && text.includes(reference));
  const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
  if (code === undefined) throw new Error("no mail with a code");
  return code;
}

export type Visitor = StartCookies & {
  from: { clientIp: string; userAgent: string; requestId: string };
  language: Language;
};

let browsers = 0;

/** A browser whose person has proved this address. */
export async function proved(deps: Services, email: string, language: Language = "en"): Promise<Visitor> {
  browsers += 1;
  const from = {
    clientIp: `192.0.2.${browsers % 250}`,
    userAgent: "Firefox/144.0",
    requestId: `${email} ${browsers}`,
  };
  const deviceId = `device-${String(browsers).padStart(15, "0")}`;
  const startId = await startWithAddress(deps, { email, deviceId, language, from });
  const visitor = { startId, deviceId, from, language };
  await proveAddress(deps, { ...visitor, code: await readStartCode(deps, visitor) });
  return visitor;
}
