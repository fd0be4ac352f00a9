import { listUnfinishedChanges } from "#db/repositories/profile-changes.server.ts";
import { findAgreements } from "#db/repositories/users.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { readPart, readSubject } from "~/platform/page/part.server.ts";
import type { RequestContext } from "~/platform/request/request-context.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import type { DetailsPageProps } from "./details-page.tsx";
import { toDetailsView } from "./details-view.ts";
import { toProfileView } from "./profile-view.ts";
import { readClient } from "./read-client.server.ts";
import { readContact } from "./read-contact.server.ts";

/** Everything that the page of details shows, from both systems and the journal at once. */
export async function readDetails(
  app: Services,
  context: RequestContext,
  owner: Owner,
): Promise<DetailsPageProps> {
  const { userId } = owner;
  const [person, billing, { changes, marketing }] = await Promise.all([
    readSubject(
      context,
      () => readContact(app, owner),
      (contact) => toDetailsView(contact, context.language),
    ).catch(nobody),
    readPart(
      context,
      () => readClient(app, owner),
      (client) => ({ ...toProfileView(client), marketing: client.marketing }),
    ),
    asCustomer(app.database, userId, async (tx) => ({
      changes: await listUnfinishedChanges(tx, userId),
      marketing: (await findAgreements(tx, userId)).marketing,
    })),
  ]);
  return {
    person,
    billing,
    offersAgreedAt: marketing?.agreedAt.toISOString() ?? null,
    unfinished: changes.map(({ id, kind, status, billingAt, createdAt }) => ({
      id,
      kind,
      isParked: status === "parked",
      hasBilling: billingAt !== null,
      at: createdAt.toISOString(),
    })),
  };
}

function nobody(error: unknown): null {
  if (isAppError(error) && error.reason === "MAPPING_MISSING") return null;
  throw error;
}
