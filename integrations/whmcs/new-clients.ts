import type { NewBillingClient, OwnedClient } from "#domain/users/schema.ts";
import { noteLines } from "#domain/shared/whmcs-wire.ts";
import { isSameEmail, toAddedClient, toOwnedClient } from "#domain/users/whmcs.ts";
import type { WhmcsClient } from "./client.ts";
import { encodePhpArray } from "./php-serialize.ts";

/** Custom fields of a client, by id: they have no names in answers (whmcs.md 1.7). Null: the installation has none. */
export type ClientFields = {
  customerNumber: number;
  birthDate: number | null;
  gender: number | null;
  nationality: number | null;
};

export type AddedClient =
  | ({ state: "added" } & OwnedClient)
  /** A client or a login has the address already: look whether it is this one's, then link (portal.md 3.3). */
  | { state: "taken" }
  /** WHMCS does not take this field's value; nothing was made. */
  | { state: "refused"; field: "phone" | "email" };

const TAKEN = [
  "a user already exists with that email address",
  "the email address entered is not available for use",
  "duplicate email address",
];
const NOT_FOUND: ReadonlySet<string> = new Set(["client not found", "client id not found"]);

export function createNewClients(client: WhmcsClient, fields: ClientFields) {
  return {
    /**
     * Makes a client with a login of its own, under an admin note that names `reference`. Never repeated by machine: after an
     * unclear answer `findAddedClient` tells whether it is there (whmcs.md 1.6). WHMCS mails nothing about it.
     */
    addClient({
      reference,
      password,
      details,
    }: {
      /** The registration's id. */
      reference: string;
      /** Of the login in WHMCS; nobody needs to know it. */
      password: string;
      details: NewBillingClient;
    }): Promise<AddedClient> {
      return client.call<AddedClient>({
        action: "AddClient",
        params: {
          firstname: details.firstName,
          // WHMCS asks for both names, and takes one alone only without its own checks; ours have been made.
          ...(details.firstName === "" ? { skipvalidation: true } : {}),
          lastname: details.lastName,
          email: details.email,
          ...details.address,
          phonenumber: details.phone,
          password2: password,
          customfields: encodePhpArray(customFieldsOf(fields, details)),
          language: details.language,
          marketingoptin: details.marketing,
          notes: noteOf(reference),
          noemail: true,
        },
        read: (body) => ({ state: "added", ...toAddedClient(body) }),
        refused: (message) => {
          if (TAKEN.some((text) => message.startsWith(text))) return { state: "taken" };
          if (message.includes("phone number")) return { state: "refused", field: "phone" };
          if (message.startsWith("the email address you entered was not valid"))
            return { state: "refused", field: "email" };
          return undefined;
        },
      });
    },

    /** The client that `addClient` has made under this reference; null when there is none, or another one has the address. */
    findAddedClient({ email, reference }: { email: string; reference: string }): Promise<OwnedClient | null> {
      return client.call<OwnedClient | null>({
        action: "GetClientsDetails",
        params: { email },
        read: (body) => {
          const { notes, ...found } = toOwnedClient(body);
          const isOurs = noteLines(notes).includes(noteOf(reference));
          return isOurs && isSameEmail(found.email, email)
            ? { clientId: found.clientId, ownerUserId: found.ownerUserId }
            : null;
        },
        refused: (message) => (NOT_FOUND.has(message) ? null : undefined),
      });
    },
  };
}

/** whmcs.md 1.7; seen by administrators only. */
function noteOf(reference: string): string {
  return `portal-ref:${reference}`;
}

function customFieldsOf(fields: ClientFields, details: NewBillingClient): Record<string, string> {
  return {
    [fields.customerNumber]: details.customerNumber,
    ...(fields.birthDate === null ? {} : { [fields.birthDate]: details.birthDate }),
    ...(fields.gender === null || details.gender === null ? {} : { [fields.gender]: details.gender }),
  };
}
