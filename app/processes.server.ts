import type { Deps } from "./platform/http/owner.ts";
import type { AnyDefinition } from "./platform/process/define.ts";

/** Every durable process of the portal. One that is not listed here is neither started nor carried out. */
export const PROCESSES: readonly AnyDefinition<Deps>[] = [];
