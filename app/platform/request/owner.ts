import type { UserId, WhmcsClientId } from "#domain/shared/ids.ts";

/** Whose data is read: the signed-in user and their billing account. */
export type Owner = { userId: UserId; clientId: WhmcsClientId };
