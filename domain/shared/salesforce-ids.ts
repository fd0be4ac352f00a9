import { z } from "zod";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/**
 * The 18-character form of a Salesforce id of 15 or 18 characters, in which ids are stored and compared (salesforce-wire.md
 * 2). Null for anything else, a wrong checksum included: then the case of a letter was lost on the way.
 */
export function widenSalesforceId(text: string): string | null {
  if (!/^[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?$/.test(text)) return null;
  const id = text.slice(0, 15);
  const widened = id + [0, 5, 10].map((start) => checkCharacter(id.slice(start, start + 5))).join("");
  return text.length === 15 || text === widened ? widened : null;
}

/** Bit i is set when character i is A-Z. */
function checkCharacter(block: string): string {
  let bits = 0;
  for (let index = 0; index < block.length; index += 1)
    if (/[A-Z]/.test(block.charAt(index))) bits |= 1 << index;
  return ALPHABET.charAt(bits);
}

/** The prefix names the object: an id of another kind is refused as one that is malformed. */
const idWith = (prefix: string) =>
  z.string().transform((text, context) => {
    const id = widenSalesforceId(text);
    if (id !== null && id.startsWith(prefix)) return id;
    context.addIssue({ code: "custom", message: `not an id that begins with ${prefix}` });
    return z.NEVER;
  });

export const AccountIdSchema = idWith("001").pipe(z.string().brand<"AccountId">());
export type AccountId = z.infer<typeof AccountIdSchema>;

export const ContactIdSchema = idWith("003").pipe(z.string().brand<"ContactId">());
export type ContactId = z.infer<typeof ContactIdSchema>;

export const CaseIdSchema = idWith("500").pipe(z.string().brand<"CaseId">());
export type CaseId = z.infer<typeof CaseIdSchema>;

export const ProductIdSchema = idWith("01t").pipe(z.string().brand<"ProductId">());
export type ProductId = z.infer<typeof ProductIdSchema>;

export const PricebookIdSchema = idWith("01s").pipe(z.string().brand<"PricebookId">());
export type PricebookId = z.infer<typeof PricebookIdSchema>;

export const PricebookEntryIdSchema = idWith("01u").pipe(z.string().brand<"PricebookEntryId">());
export type PricebookEntryId = z.infer<typeof PricebookEntryIdSchema>;

export const OrderIdSchema = idWith("801").pipe(z.string().brand<"OrderId">());
export type OrderId = z.infer<typeof OrderIdSchema>;

export const OrderItemIdSchema = idWith("802").pipe(z.string().brand<"OrderItemId">());
export type OrderItemId = z.infer<typeof OrderItemIdSchema>;

export const OpportunityIdSchema = idWith("006").pipe(z.string().brand<"OpportunityId">());
export type OpportunityId = z.infer<typeof OpportunityIdSchema>;

/** A physical SIM card of the stock. */
export const SimCardIdSchema = idWith("a00").pipe(z.string().brand<"SimCardId">());
export type SimCardId = z.infer<typeof SimCardIdSchema>;

/** An order's id from a URL; null means "no such page". */
export function parseOrderId(text: string | undefined): OrderId | null {
  const parsed = OrderIdSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
}

/**
 * The portal's own key of a record it makes, stored before the first attempt: `acct-`, `con-`, `case-` and the like and a UUID;
 * lines of an order carry the order's key and their number. By it a repeated write finds itself (salesforce-wire.md 10).
 */
export const PortalKeySchema = z
  .string()
  .regex(
    /^(?:(?:acct|con|opp|case|doc)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|ord-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:-[1-9]\d{0,2})?)$/,
  )
  .brand<"PortalKey">();
export type PortalKey = z.infer<typeof PortalKeySchema>;
