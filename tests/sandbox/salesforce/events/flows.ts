import { createHash } from "node:crypto";
import type { Row } from "../schema/field.ts";
import { INTEGRATION_USER_ID, type Written } from "../store.ts";
import type { Bus } from "./bus.ts";
import {
  ACCOUNT_TOPIC,
  CASE_TOPIC,
  changeTopic,
  isCaptured,
  PARTS,
  PROVISION_TOPIC,
  toEventValue,
} from "./event-types.ts";

const ANSWERS = /^(?:Internet_Eligibility|Id_Verification)\w*__c$/;
/** Beyond what a double holds exactly. */
let commits = 2n ** 53n + 11n;

/** What the org publishes by itself once a change is committed: its flows' events and change data capture. */
export function publishWritten(bus: Bus, { written, at }: { written: readonly Written[]; at: Date }): void {
  if (written.length === 0) return;
  commits += 3n;
  written.forEach((change, index) => {
    if (isCaptured(change.object)) captureChange(bus, change, { index, at: at.getTime() });
    runFlows(bus, change);
  });
}

function runFlows(bus: Bus, { object, before, after }: Written): void {
  if (after === null) return;
  const isNew = (name: string) => after[name] !== (before?.[name] ?? null);
  if (
    object.name === "Order" &&
    after["Activation_Status__c"] === "Activating" &&
    isNew("Activation_Status__c")
  )
    bus.publishFlowEvent(PROVISION_TOPIC, {
      OrderId__c: after["Id"],
      Portal_Key__c: after["Portal_Key__c"] ?? null,
    });
  const answers = object.name === "Account" ? Object.keys(after).filter((name) => ANSWERS.test(name)) : [];
  const changed = answers.filter(isNew);
  if (before !== null && changed.length > 0)
    bus.publishFlowEvent(ACCOUNT_TOPIC, {
      Account_Id__c: after["Id"],
      ...pick(after, changed, [
        "Internet_Eligibility__c",
        "Internet_Eligibility_Status__c",
        "Id_Verification_Status__c",
      ]),
    });
  if (
    object.name === "Case" &&
    before !== null &&
    after["Origin"] === "Portal Support" &&
    isNew("Status") &&
    after["AccountId"] !== null
  )
    bus.publishFlowEvent(CASE_TOPIC, { Account_Id__c: after["AccountId"], Case_Id__c: after["Id"] });
}

function pick(row: Row, changed: readonly string[], told: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    told.filter((name) => changed.includes(name)).map((name) => [name, row[name] ?? null]),
  );
}

/** Only what has changed has a value; what was emptied stands in `nulledFields` alone. */
function captureChange(
  bus: Bus,
  { object, before, after }: Written,
  { index, at }: { index: number; at: number },
): void {
  const topic = changeTopic(object.name);
  const names = bus.typeOf(topic)?.names ?? [];
  const row = after ?? before;
  if (row === null) return;
  const differs = (name: string): boolean => (before?.[name] ?? null) !== (after?.[name] ?? null);
  const partsOf = (name: string): string[] =>
    name.endsWith("Address") ? PARTS.map((part) => name.replace(/Address$/, part)) : [];
  const isChanged = (name: string): boolean => [name, ...partsOf(name)].some(differs);
  const changed =
    after === null ? [] : names.filter((name) => name !== "ChangeEventHeader" && isChanged(name));
  const nulled = before === null ? [] : changed.filter((name) => toEventValue(object, name, row) === null);
  const bitmaps = (list: readonly string[]): string[] => [
    ...bitmap(list.filter((name) => partsOf(name).length === 0).map((name) => names.indexOf(name))),
    // Of a compound the parts are told: `<its place>-<bitmap of its parts>`.
    ...list.flatMap((name) =>
      bitmap(partsOf(name).flatMap((part, place) => (differs(part) ? place : []))).map(
        (bits) => `${names.indexOf(name)}-${bits}`,
      ),
    ),
  ];
  bus.publish(topic, {
    ChangeEventHeader: {
      entityName: object.name,
      recordIds: [String(row["Id"])],
      changeType: before === null ? "CREATE" : after === null ? "DELETE" : "UPDATE",
      changeOrigin: "com/salesforce/api/rest/62.0;client=portal",
      transactionKey: createHash("sha256").update(String(commits)).digest("hex").slice(0, 32),
      sequenceNumber: index + 1,
      commitTimestamp: BigInt(at),
      commitNumber: commits,
      commitUser: INTEGRATION_USER_ID,
      nulledFields: bitmaps(nulled),
      diffFields: [],
      changedFields: before === null ? [] : bitmaps(changed),
    },
    ...Object.fromEntries(changed.map((name) => [name, toEventValue(object, name, row)])),
  });
}

function bitmap(places: readonly number[]): string[] {
  const bits = places.reduce((sum, place) => sum | (1n << BigInt(place)), 0n);
  return bits === 0n ? [] : [`0x${bits.toString(16).toUpperCase()}`];
}
