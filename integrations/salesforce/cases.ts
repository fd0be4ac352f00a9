import { CaseIdSchema, type CaseId, type PortalKey } from "#domain/shared/salesforce-ids.ts";
import { NewCaseSchema, type NewCase } from "#domain/support/schema.ts";
import { readWire } from "#domain/shared/wire.ts";
import type { SalesforceClient } from "./client.ts";
import { checkedInput } from "./input.ts";
import { CASE, CASE_ORIGIN, CASE_PRIORITY, NEW_CASE_STATUS } from "#domain/shared/salesforce-names.ts";
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
      const checked = checkedInput(NewCaseSchema, newCase);
      const { fields } = CASE;
      const saved = await upsertRecord(client, {
        action: "createCase",
        object: CASE.object,
        key: caseKey,
        fields: {
          [fields.accountId]: checked.accountId,
          [fields.contactId]: checked.contactId,
          ...(checked.opportunityId && { [fields.opportunityId]: checked.opportunityId }),
          [fields.subject]: checked.subject,
          [fields.description]: checked.description,
          [fields.origin]: CASE_ORIGIN[checked.origin],
          [fields.type]: checked.type,
          [fields.status]: NEW_CASE_STATUS,
          [fields.priority]: CASE_PRIORITY[checked.priority],
        },
      });
      return { caseId: readWire(CaseIdSchema, saved.id, "id"), created: saved.created };
    },
  };
}
