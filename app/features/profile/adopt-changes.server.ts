import { listOldChanges, takeOldChange } from "#db/repositories/profile-changes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { ProfileChangeSchema } from "#domain/users/profile-change.ts";
import type { Services } from "~/services.ts";
import { passOnChange } from "./pass-on-change.server.ts";

type Needs = Pick<Services, "database" | "encryption" | "processes" | "now">;

/** Where the last release's journal has sealed a change. */
export function oldSealedPlace(userId: string, id: string): string {
  return `profile_changes.sealed ${userId} ${id}`;
}

/** Changes that instances of the last release have left, or still make, become processes where they stand. */
export async function adoptChanges(needs: Needs): Promise<void> {
  for (const id of await asSystem(needs.database, listOldChanges)) await adoptChange(needs, id);
}

/** Nothing for one that has a process already, or that an instance of the last release is at. */
export async function adoptChange(
  { database, encryption, processes, now }: Needs,
  id: string,
): Promise<void> {
  await asSystem(database, async (tx) => {
    const row = await takeOldChange(tx, { id, now: now() });
    if (row === null || row.sealed === null) return;
    const { userId, status, createdAt, billingAt } = row;
    const change = ProfileChangeSchema.parse(
      JSON.parse(encryption.open(row.sealed, oldSealedPlace(userId, id))),
    );
    const end = { run: 1, attempt: 1, begunAt: billingAt ?? createdAt, endedAt: billingAt };
    await processes.adopt(tx, passOnChange, {
      input: { changeId: id, userId, change },
      ...(status === "parked" ? { state: "parked", errorCode: "REFUSED" } : { state: "running" }),
      startedAt: createdAt,
      step: billingAt === null ? "billing" : change.kind === "address" ? "old_place" : "contact",
      attempts: billingAt === null ? [] : [{ ...end, step: "billing", outcome: "done" }],
    });
  });
}
