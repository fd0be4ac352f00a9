import type { Clock } from "../clock.ts";
import type { Hooks } from "../hooks.ts";
import type { Answer } from "./answer.ts";
import type { Database } from "./database.ts";
import type { Params } from "./params.ts";
import type { Shape } from "./shape.ts";
import type { SignOn } from "./sign-on.ts";

/** What every action works on. */
export type Context = {
  db: Database;
  clock: Clock;
  hooks: Hooks;
  shape: Shape;
  signOn: SignOn;
  /** Root URL of this WHMCS, without a trailing slash. */
  baseUrl: string;
  /** Address of the caller as WHMCS sees it. */
  callerIp: string;
};

/** Answers the fields beside `result: success`; throws Refusal for an error answer. */
export type Action = (context: Context, params: Params) => Answer;
export type Actions = Record<string, Action>;
