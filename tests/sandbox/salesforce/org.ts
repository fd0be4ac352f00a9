import type { Clock } from "../clock.ts";
import type { Limits } from "./limits.ts";
import type { Locators } from "./locators.ts";
import type { Sessions } from "./oauth.ts";
import type { Store } from "./store.ts";
import type { Switches } from "./switches.ts";

/** What every call works on. */
export type Org = {
  store: Store;
  sessions: Sessions;
  locators: Locators;
  limits: Limits;
  clock: Clock;
  switches: Switches;
  /** Own address, without a slash at the end. */
  baseUrl: string;
};

export type RestCall = {
  method: string;
  /** Behind `/services/data/vNN.N`, decoded part by part, without empty ones. */
  path: string[];
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  /** Parsed JSON; undefined without a body. */
  body: unknown;
  /** `62.0`, as the caller wrote it. */
  version: string;
};

/** `body` undefined: none is sent; a Buffer is sent as it is, all else as JSON. */
export type RestAnswer = { status: number; body?: unknown; headers?: Record<string, string> };
