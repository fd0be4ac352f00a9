import { AppError } from "#domain/shared/errors.ts";
import { CaseIdSchema, type CaseId, type PortalKey } from "#domain/shared/salesforce-ids.ts";
import { NewCaseSchema, type NewCase } from "#domain/support/schema.ts";
import { readWire } from "#domain/shared/wire.ts";
import type { SalesforceClient } from "./client.ts";
import { PROVIDER } from "./errors.ts";
import { CASE, CASE_ORIGIN, CASE_PRIORITY, NEW_CASE_STATUS } from "./names.ts";
import { upsertRecord } from "./writes.ts";

export function createCases(client: SalesforceClient) {
  return {
    /**
     * Opens a case; sent again with the same key it is still one case. `created` is false for a repeat. Throws `invalid_input`
     * for a text that the platform has no room for.
     */
    async createCase({
      caseKey,
      newCase,
    }: {
      caseKey: PortalKey;
      newCase: NewCase;
    }): Promise<{ caseId: CaseId; created: boolean }> {
      const checked = NewCaseSchema.safeParse(newCase);
      if (!checked.success)
        throw new AppError("invalid_input", {
          reason: "VALIDATION_FAILED",
          message: "the customer system has no room for this",
          facts: {
            provider: PROVIDER,
            fields: checked.error.issues.map(({ path }) => path.join(".")).join(","),
          },
        });
      const { fields } = CASE;
      const saved = await upsertRecord(client, {
        action: "createCase",
        object: CASE.object,
        key: caseKey,
        fields: {
          [fields.accountId]: checked.data.accountId,
          [fields.contactId]: checked.data.contactId,
          [fields.subject]: checked.data.subject,
          [fields.description]: checked.data.description,
          [fields.origin]: CASE_ORIGIN[checked.data.origin],
          [fields.type]: checked.data.type,
          [fields.status]: NEW_CASE_STATUS,
          [fields.priority]: CASE_PRIORITY[checked.data.priority],
        },
      });
      return { caseId: readWire(CaseIdSchema, saved.id, "id"), created: saved.created };
    },
  };
}
