import { z } from "zod";
import { AccountIdSchema, CaseIdSchema, ContactIdSchema } from "../shared/salesforce-ids.ts";
import { readWire, type OnUnknown } from "../shared/wire.ts";
import type { Account, AccountChange, Contact, ContactChange, ContactMatch } from "./customer.ts";
import {
  ACCOUNT,
  CONTACT,
  COUNTRY,
  ELIGIBILITY_STATUS,
  GENDER,
  PORTAL_STATUS,
  REGISTRATION_SOURCE,
  VERIFICATION_METHOD,
  VERIFICATION_STATUS,
} from "../shared/salesforce-names.ts";
import {
  readField,
  RecordWire,
  toWord,
  wireDate,
  wireDateTime,
  wireText,
  type WireRecord,
  given,
  type Fields,
} from "../shared/salesforce-wire.ts";

/** The org's own fields of an identity check, by their API names; those that it has not are undefined. */
export type VerificationFields = Partial<
  Record<"method" | "checkedName" | "checkedAddress" | "checkedBirthDate", string | undefined>
>;
type AccountReading = { onUnknown: OnUnknown; verificationFields: VerificationFields };

export function toAccount(
  record: WireRecord,
  { onUnknown, verificationFields: own }: AccountReading,
): Account {
  const { fields } = ACCOUNT;
  const text = (field: string) => readField(record, field, wireText);
  const instant = (field: string) => readField(record, field, wireDateTime);
  const word = <const W extends Readonly<Record<string, string>>>(words: W, field: string) =>
    toWord(words, text(field), { field, onUnknown });
  const value = text(fields.eligibility);
  return {
    id: readField(record, fields.id, AccountIdSchema),
    name: readField(record, fields.name, z.string()),
    customerNumber: text(fields.customerNumber),
    billingReference: text(fields.billingReference),
    portalStatus: word(PORTAL_STATUS, fields.portalStatus),
    registrationSource: word(REGISTRATION_SOURCE, fields.registrationSource),
    lastSignInAt: instant(fields.lastSignInAt),
    eligibility: {
      // An org that keeps only the value: it is there, or nobody has asked (salesforce-data-model.md 2).
      status:
        word(ELIGIBILITY_STATUS, fields.eligibilityStatus) ?? (value === null ? "not_requested" : "eligible"),
      value,
      requestedAt: instant(fields.eligibilityRequestedAt),
      checkedAt: instant(fields.eligibilityCheckedAt),
      notes: text(fields.eligibilityNotes),
      caseId: readField(record, fields.eligibilityCaseId, CaseIdSchema.nullable()),
    },
    verification: {
      status: word(VERIFICATION_STATUS, fields.verificationStatus) ?? "not_submitted",
      // Only where the org has the fields: one that is asked for and not there would fail the whole reading.
      method: own.method ? word(VERIFICATION_METHOD, own.method) : null,
      checked: {
        name: own.checkedName ? text(own.checkedName) : null,
        address: own.checkedAddress ? text(own.checkedAddress) : null,
        birthDate: own.checkedBirthDate ? readField(record, own.checkedBirthDate, wireDate) : null,
      },
      submittedAt: instant(fields.verificationSubmittedAt),
      verifiedAt: instant(fields.verificationVerifiedAt),
      rejectionMessage: text(fields.verificationRejectionMessage),
    },
  };
}

export function toContact(record: WireRecord, onUnknown: OnUnknown): Contact {
  const { fields } = CONTACT;
  const text = (field: string) => readField(record, field, wireText);
  return {
    id: readField(record, fields.id, ContactIdSchema),
    accountId: readField(record, fields.accountId, AccountIdSchema.nullable()),
    firstName: text(fields.firstName),
    lastName: readField(record, fields.lastName, z.string()),
    firstNameKana: text(fields.firstNameKana),
    lastNameKana: text(fields.lastNameKana),
    email: text(fields.email),
    phone: text(fields.phone),
    birthDate: readField(record, fields.birthDate, wireDate),
    gender: toWord(GENDER, text(fields.gender), { field: fields.gender, onUnknown }),
    nationality: text(fields.nationality),
    address: {
      postcode: text(fields.postcode),
      prefecture: text(fields.prefecture),
      city: text(fields.city),
      street: text(fields.street)?.replace(/\r\n?/g, "\n") ?? null,
      building: text(fields.building),
      room: text(fields.room),
      country: text(fields.country),
    },
  };
}

export function toContactMatch(record: WireRecord): ContactMatch {
  const contactId = readField(record, CONTACT.fields.id, ContactIdSchema);
  const accountId = readField(record, CONTACT.fields.accountId, AccountIdSchema.nullable());
  // A contact without an account has null for the whole parent.
  const parent = readWire(RecordWire.nullable(), record[CONTACT.parent], CONTACT.parent);
  if (parent === null)
    return { contactId, accountId, accountName: null, customerNumber: null, hasBilling: false };
  return {
    contactId,
    accountId,
    accountName: readField(parent, ACCOUNT.fields.name, wireText),
    customerNumber: readField(parent, ACCOUNT.fields.customerNumber, wireText),
    hasBilling: readField(parent, ACCOUNT.fields.billingReference, wireText) !== null,
  };
}

export function toAccountFields(change: AccountChange): Fields {
  const { fields } = ACCOUNT;
  return given({
    [fields.portalStatus]: change.portalStatus && PORTAL_STATUS[change.portalStatus],
    [fields.registrationSource]: change.registrationSource && REGISTRATION_SOURCE[change.registrationSource],
    [fields.lastSignInAt]: change.lastSignInAt?.toISOString(),
    [fields.billingReference]: change.billing && `#${change.billing.clientId} - ${change.billing.name}`,
    [fields.eligibilityStatus]: change.eligibility && ELIGIBILITY_STATUS[change.eligibility.status],
    [fields.eligibilityRequestedAt]: change.eligibility?.requestedAt?.toISOString(),
    [fields.eligibilityCaseId]: change.eligibility?.caseId,
    [fields.verificationStatus]: change.verification && VERIFICATION_STATUS[change.verification.status],
    [fields.verificationSubmittedAt]: change.verification?.submittedAt.toISOString(),
  });
}

export function toContactFields({ address, gender, ...change }: ContactChange): Fields {
  const { fields } = CONTACT;
  return given({
    [fields.firstName]: change.firstName,
    [fields.lastName]: change.lastName,
    [fields.firstNameKana]: change.firstNameKana,
    [fields.lastNameKana]: change.lastNameKana,
    [fields.email]: change.email,
    [fields.phone]: change.phone,
    [fields.birthDate]: change.birthDate,
    [fields.nationality]: change.nationality,
    [fields.gender]: gender && GENDER[gender],
    ...(address && {
      [fields.postcode]: address.postcode,
      [fields.prefecture]: address.prefecture,
      [fields.city]: address.city,
      [fields.street]: address.street,
      [fields.building]: address.building,
      [fields.room]: address.room,
      [fields.country]: COUNTRY,
    }),
  });
}
