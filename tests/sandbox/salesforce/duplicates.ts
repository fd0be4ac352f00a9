import { Failure } from "./failure.ts";
import type { Org, RestCall } from "./org.ts";
import type { Body } from "./records.ts";
import type { ObjectSchema } from "./schema/field.ts";

/**
 * The org's duplicate rule for contacts, when it is on: same e-mail. Throws Failure DUPLICATES_DETECTED unless the caller says
 * `allowSave=true`. The vendor spells the details `duplicateResut` (salesforce-wire.md 6).
 */
export function findDuplicates(
  { store, switches }: Org,
  call: RestCall,
  { object, body }: { object: ObjectSchema; body: Body },
): void {
  const email = body["Email"];
  if (!switches.duplicateRule || object.name !== "Contact" || typeof email !== "string") return;
  if (/allowSave\s*=\s*true/i.test(String(call.headers["sforce-duplicate-rule-header"] ?? ""))) return;
  const twins = store
    .list(object)
    .filter((row) => String(row["Email"] ?? "").toLowerCase() === email.toLowerCase());
  if (twins.length === 0) return;
  const message = "You're creating a duplicate record. We recommend you use an existing record instead.";
  throw new Failure("DUPLICATES_DETECTED", message, {
    extra: {
      duplicateResut: {
        allowSave: true,
        duplicateRule: "Standard_Contact_Duplicate_Rule",
        duplicateRuleEntityType: "Contact",
        errorMessage: message,
        matchResults: [
          {
            entityType: "Contact",
            errors: [],
            matchEngine: "FuzzyMatchEngine",
            matchRecords: twins.map((row) => ({
              additionalInformation: [],
              fieldDiffs: [],
              matchConfidence: 100,
              record: { attributes: { type: "Contact" }, Id: row["Id"] },
            })),
            rule: "Standard_Contact_Match_Rule_v1_1",
            size: twins.length,
            success: true,
          },
        ],
      },
    },
  });
}
