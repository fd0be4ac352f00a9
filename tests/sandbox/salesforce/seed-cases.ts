import { salesforceId } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import type { Value } from "./schema/field.ts";
import { toStamp } from "./store.ts";

type Put = (name: string, record: { id: string; day: string; values: Record<string, Value> }) => void;

/** The cases with their comments and mails; `day` says when a record was made. */
export function seedCases({ cases }: World, put: Put): void {
  for (const each of cases) {
    const caseId = salesforceId("500", each.number);
    put("Case", {
      id: caseId,
      day: each.openedOn,
      values: {
        CaseNumber: String(each.number).padStart(8, "0"),
        AccountId: salesforceId("001", each.customer),
        ContactId: salesforceId("003", each.customer),
        Subject: each.subject,
        Description: each.text,
        Origin: each.origin,
        Type: each.type,
        Status: each.status,
        Priority: each.priority,
      },
    });
    each.messages.forEach((message, index) => {
      const number = each.number * 100 + index;
      if (message.kind === "comment")
        put("CaseComment", {
          id: salesforceId("00a", number),
          day: message.day,
          values: {
            ParentId: caseId,
            CommentBody: message.text,
            IsPublished: message.isPublished,
          },
        });
      else
        put("EmailMessage", {
          id: salesforceId("02s", number),
          day: message.day,
          values: {
            ParentId: caseId,
            TextBody: message.text,
            Incoming: message.isFromCustomer,
            MessageDate: toStamp(new Date(`${message.day}T09:00:00+09:00`)),
            Status: "0",
          },
        });
    });
  }
}
