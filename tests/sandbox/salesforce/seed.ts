import type { Clock } from "../clock.ts";
import type { World } from "../world/world.ts";
import { seedCases } from "./seed-cases.ts";
import { seedCatalogue } from "./seed-catalogue.ts";
import { seedOrders } from "./seed-orders.ts";
import { VERIFICATION_FIELDS } from "./schema/customers.ts";
import type { Row, Value } from "./schema/field.ts";
import { findObject } from "./schema/objects.ts";
import { createStore, INTEGRATION_USER_ID, toStamp, type Store } from "./store.ts";

const AGENT_ID = "0055h0000000002AAA";

/** The org filled with the seeded world, as staff and the portal of the past have left it. */
export function seedStore(world: World, clock: Clock): Store {
  const store = createStore(clock);
  seedUsers(store, world.today);
  seedCustomers(store, world);
  seedCases(world, (name, { id, day, values }) => put(store, name, { id, day, values }));
  seedCatalogue(world, (name, { id, day, values }) => put(store, name, { id, day, values }));
  seedOrders(world, (name, { id, day, values }) => put(store, name, { id, day, values }));
  // What stands there at the start is no change.
  store.takeWritten();
  return store;
}

/** 09:00 in Tokyo of a day, as a datetime. */
export function at(day: string): string {
  return toStamp(new Date(`${day}T09:00:00+09:00`));
}

function put(
  store: Store,
  name: string,
  { id, day, values }: { id: string; day: string; values: Record<string, Value> },
): void {
  const object = findObject(name);
  if (object === null) throw new RangeError(`no object ${name}`);
  const row: Row = {
    ...Object.fromEntries(object.fields.map((field) => [field.name, field.defaultValue])),
    ...values,
    Id: id,
    IsDeleted: false,
    CreatedDate: at(day),
    CreatedById: AGENT_ID,
    LastModifiedDate: at(day),
    LastModifiedById: AGENT_ID,
    SystemModstamp: at(day),
  };
  store.put(object, row);
}

function seedUsers(store: Store, today: string): void {
  const users = [
    [INTEGRATION_USER_ID, "Portal Integration", "portal.integration@example.com"],
    [AGENT_ID, "Support Agent", "agent@example.com"],
  ] as const;
  for (const [id, name, username] of users)
    put(store, "User", { id, day: today, values: { Name: name, Username: username, Email: username } });
}

function seedCustomers(store: Store, { customers, today }: World): void {
  const moment = (day: string | null): string | null => (day === null ? null : at(day));
  for (const each of customers) {
    const { eligibility, verification, address } = each;
    put(store, "Account", {
      id: each.accountId,
      day: today,
      values: {
        Name: each.name,
        Phone: each.phone,
        SF_Account_No__c: each.customerNumber,
        WH_Account__c: each.billingClient === null ? null : `#${each.billingClient} - ${each.name}`,
        Portal_Status__c: each.portalStatus,
        Portal_Registration_Source__c: each.source,
        Internet_Eligibility__c: eligibility.value,
        Internet_Eligibility_Status__c: eligibility.status,
        Internet_Eligibility_Request_Date_Time__c: moment(eligibility.requestedOn),
        Internet_Eligibility_Notes__c: eligibility.notes,
        Internet_Eligibility_Case_Id__c: eligibility.caseId,
        Id_Verification_Status__c: verification.status,
        Id_Verification_Submitted_Date_Time__c: moment(verification.submittedOn),
        Id_Verification_Verified_Date_Time__c: moment(verification.verifiedOn),
        [VERIFICATION_FIELDS.method]: verification.method,
        Id_Verification_Rejection_Message__c: verification.message,
      },
    });
    put(store, "Contact", {
      id: each.contactId,
      day: today,
      values: {
        AccountId: each.accountId,
        FirstName: each.firstName,
        LastName: each.lastName,
        Email: each.email,
        Phone: each.phone,
        Birthdate: each.birthDate,
        LastNameKana__c: each.lastNameKana,
        FirstNameKana__c: each.firstNameKana,
        Gender__c: each.gender,
        MailingStreet: address.street,
        MailingCity: address.city,
        MailingState: address.prefecture,
        MailingPostalCode: address.postcode,
        MailingCountry: "JP",
        BuildingName__c: address.building,
        RoomNumber__c: address.room,
      },
    });
  }
}
