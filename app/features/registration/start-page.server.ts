import type { Contact } from "#domain/users/customer.ts";
import { isAnswer } from "#domain/shared/errors.ts";
import type { WhmcsClientId } from "#domain/shared/ids.ts";
import { maskedAddress, toRecipient } from "#domain/users/recipient.ts";
import type { Services } from "~/services.ts";
import type { Found, StartToken } from "./start-token.server.ts";

/** What the page after the code is about. */
export type StartStatus = Found["status"] | "unknown";

/** What the form begins with: nothing, or what the customer system knows of a person who has proved their address. */
export async function knownValues(deps: Services, { found }: StartToken): Promise<Record<string, string>> {
  const contact = found?.status === "sf_unmapped" ? await readContact(deps, found) : null;
  return contact ? valuesOf(contact) : {};
}

/** One of several clients, as a person is told of it who may choose. */
export type ClientChoice = {
  id: WhmcsClientId;
  name: string;
  customerNumber: string | null;
  /** Not the whole of it. */
  place: string;
};

/** Empty where there is nothing to choose. Read anew with every page: the store of starts holds no names. Throws what the adapter throws. */
export async function listChoices({ whmcs }: Services, { found }: StartToken): Promise<ClientChoice[]> {
  if (found?.status !== "choose_client") return [];
  const clients = await Promise.all(found.clientIds.map((clientId) => whmcs.getClient({ clientId })));
  return clients.map((client) => {
    const { name, customerNumber } = toRecipient(client);
    return { id: client.id, name, customerNumber, place: maskedAddress(client) };
  });
}

/** Null where it cannot be read now: then it is typed. */
async function readContact(
  { salesforce, logger }: Services,
  ids: Extract<Found, { status: "sf_unmapped" }>,
): Promise<Contact | null> {
  return salesforce.getContact(ids).catch((error: unknown) => {
    if (isAnswer(error)) throw error;
    logger.warn({ event: "registration.prefill_failed", err: error }, "a known person is not filled in");
    return null;
  });
}

function valuesOf({
  firstName,
  lastName,
  phone,
  birthDate,
  gender,
  address,
}: Contact): Record<string, string> {
  const [birthYear, birthMonth, birthDay] = birthDate?.split("-") ?? [];
  const known = {
    firstName,
    lastName,
    phone,
    birthYear,
    birthMonth: birthMonth && String(Number(birthMonth)),
    birthDay: birthDay && String(Number(birthDay)),
    gender: gender === "male" || gender === "female" ? gender : null,
    postcode: address.postcode,
    building: address.building,
    room: address.room,
  };
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
