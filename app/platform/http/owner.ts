import type { UserId, WhmcsClientId } from "#domain/shared/ids.ts";
import type { App } from "~/context.server.ts";

/** Whose data is read: the signed-in user and their billing account. */
export type Owner = { userId: UserId; clientId: WhmcsClientId };

/** The services a use-case may ask for; each takes what it needs by destructuring. */
export type Deps = App;
