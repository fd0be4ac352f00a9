import type { Context } from "../context.ts";
import type { ClientRow } from "../database.ts";

export type WebDeps = { context: Context; portalUrl: string | null };
/** A page request of a signed-in client. */
export type Visit = WebDeps & { client: ClientRow; query: URLSearchParams };
