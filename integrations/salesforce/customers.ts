import {
  AccountIdSchema,
  ContactIdSchema,
  type AccountId,
  type ContactId,
  type PortalKey,
} from "#domain/shared/salesforce-ids.ts";
import type { VerificationFields } from "#domain/users/salesforce.ts";
import { readWire } from "#domain/shared/wire.ts";
import {
  AccountChangeSchema,
  ContactChangeSchema,
  ContactDetailsSchema,
  type Account,
  type AccountChange,
  type Contact,
  type ContactChange,
  type ContactDetails,
  type ContactMatch,
} from "#domain/users/customer.ts";
import type { SalesforceClient } from "./client.ts";
import { contractError, notFound } from "./errors.ts";
import {
  toAccount,
  toAccountFields,
  toContact,
  toContactFields,
  toContactMatch,
} from "#domain/users/salesforce.ts";
import { checkedId, checkedInput } from "./input.ts";
import { ACCOUNT, CONTACT, PORTAL_KEY } from "#domain/shared/salesforce-names.ts";
import { queryRows, readRecord } from "./query.ts";
import { name, soql } from "./soql.ts";
import type { WireRecord } from "#domain/shared/salesforce-wire.ts";
import { checkedKey, updateRecord, upsertTogether } from "./writes.ts";

/** More hits than this need a person anyway. */
const MAX_MATCHES = 5;
const CONTACT_FIELDS = Object.values(CONTACT.fields);
const MATCH_FIELDS = [
  CONTACT.fields.id,
  CONTACT.fields.accountId,
  ...[ACCOUNT.fields.name, ACCOUNT.fields.customerNumber, ACCOUNT.fields.billingReference].map(
    (field) => `${CONTACT.parent}.${field}`,
  ),
];

export type NewCustomer = {
  /** Stored by the caller before the first attempt; the same ones again for a repeat. */
  accountKey: PortalKey;
  contactKey: PortalKey;
  /** Name of the account: the person's, or the company's. */
  accountName: string;
  contact: ContactDetails;
  account: AccountChange;
};

export function createCustomers(
  client: SalesforceClient,
  { verificationFields }: { verificationFields: VerificationFields },
) {
  const accountFields = [...Object.values(ACCOUNT.fields), ...Object.values(verificationFields)].flatMap(
    (name) => name ?? [],
  );
  const readAccount = (record: WireRecord, action: string) =>
    toAccount(record, { onUnknown: client.onUnknown(action), verificationFields });

  async function getAccount({ accountId }: { accountId: AccountId }): Promise<Account> {
    const action = "getAccount";
    return readRecord(client, {
      action,
      object: ACCOUNT.object,
      id: checkedId(AccountIdSchema, accountId),
      select: accountFields,
      read: (record) => readAccount(record, action),
    });
  }

  return {
    /** Throws `not_found` for an unknown id. */
    getAccount,

    /** Throws `not_found` for an unknown id, and for a contact of another account. */
    async getContact({
      accountId,
      contactId,
    }: {
      accountId: AccountId;
      contactId: ContactId;
    }): Promise<Contact> {
      const action = "getContact";
      const contact = await readRecord(client, {
        action,
        object: CONTACT.object,
        id: checkedId(ContactIdSchema, contactId),
        select: CONTACT_FIELDS,
        read: (record) => toContact(record, client.onUnknown(action)),
      });
      if (contact.accountId !== accountId) throw notFound(action);
      return contact;
    },

    /** Contacts with this address, up to five; more than one is a case for a person (portal.md 3.1). */
    async findContactsByEmail({ email }: { email: string }): Promise<ContactMatch[]> {
      const wanted = email.trim();
      // An empty condition would find everybody who has no address.
      if (wanted === "") return [];
      return queryRows(client, {
        action: "findContactsByEmail",
        from: CONTACT.object,
        select: MATCH_FIELDS,
        asked: { [CONTACT.fields.email]: wanted },
        rest: soql`ORDER BY ${name(CONTACT.fields.id)} LIMIT ${MAX_MATCHES}`,
        read: toContactMatch,
        maxRows: MAX_MATCHES,
        isUrgent: true,
      });
    },

    /** The account with this Customer Number; null when there is none. Two with one number are `provider_contract`. */
    async findAccountByNumber({ customerNumber }: { customerNumber: string }): Promise<Account | null> {
      const action = "findAccountByNumber";
      const wanted = customerNumber.trim();
      if (wanted === "") return null;
      const [account, other] = await queryRows(client, {
        action,
        from: ACCOUNT.object,
        select: accountFields,
        asked: { [ACCOUNT.fields.customerNumber]: wanted },
        rest: soql`LIMIT ${2}`,
        read: (record) => readAccount(record, action),
        maxRows: 2,
        isUrgent: true,
      });
      if (other) throw contractError(action, ACCOUNT.fields.customerNumber);
      return account ?? null;
    },

    /**
     * Makes an account with its contact, both or none, and gives the number that the org has given it. Only for customers whom
     * the search did not find: a found record has another key, or none, and is changed by id (salesforce-wire.md 8). Sent again
     * with the same keys it changes what the first attempt made. Throws `conflict` CRM_DUPLICATE when a duplicate rule has
     * found somebody, `provider_contract` when the new account has no number.
     */
    async createAccountWithContact(
      customer: NewCustomer,
    ): Promise<{ accountId: AccountId; contactId: ContactId; customerNumber: string }> {
      const action = "createAccountWithContact";
      const details = checkedInput(ContactDetailsSchema, customer.contact);
      const account = toAccountFields(checkedInput(AccountChangeSchema, customer.account));
      const ids = await client.call({
        action,
        kind: "command",
        run: async (send) => {
          const saved = await upsertTogether(send, [
            {
              reference: "account",
              object: ACCOUNT.object,
              key: customer.accountKey,
              fields: { [ACCOUNT.fields.name]: customer.accountName, ...account },
            },
            {
              reference: "contact",
              object: CONTACT.object,
              key: customer.contactKey,
              fields: { [CONTACT.fields.accountId]: "@{account.id}", ...toContactFields(details) },
            },
          ]);
          return {
            accountId: readWire(AccountIdSchema, saved.get("account")?.id, "account.id"),
            contactId: readWire(ContactIdSchema, saved.get("contact")?.id, "contact.id"),
          };
        },
      });
      const { customerNumber } = await getAccount(ids);
      if (customerNumber === null) throw contractError(action, ACCOUNT.fields.customerNumber);
      return { ...ids, customerNumber };
    },

    /** Changes the given parts; the same values may be sent again. Throws `invalid_input` for what the platform has no room for. */
    async updateAccount({
      accountId,
      change,
    }: {
      accountId: AccountId;
      change: AccountChange;
    }): Promise<void> {
      await updateRecord(client, {
        action: "updateAccount",
        object: ACCOUNT.object,
        id: checkedId(AccountIdSchema, accountId),
        fields: toAccountFields(checkedInput(AccountChangeSchema, change)),
      });
    },

    /** As updateAccount. An address is written whole. */
    async updateContact({
      contactId,
      change,
    }: {
      contactId: ContactId;
      change: ContactChange;
    }): Promise<void> {
      await updateRecord(client, {
        action: "updateContact",
        object: CONTACT.object,
        id: checkedId(ContactIdSchema, contactId),
        fields: toContactFields(checkedInput(ContactChangeSchema, change)),
      });
    },

    /** The account that this key has made, after an outcome that is still unknown; null when nothing was made. */
    async findAccountByKey({ accountKey }: { accountKey: PortalKey }): Promise<Account | null> {
      const action = "findAccountByKey";
      const [account] = await queryRows(client, {
        action,
        from: ACCOUNT.object,
        select: accountFields,
        asked: { [PORTAL_KEY]: checkedKey(accountKey) },
        rest: soql`LIMIT ${1}`,
        read: (record) => readAccount(record, action),
        maxRows: 1,
      });
      return account ?? null;
    },
  };
}
