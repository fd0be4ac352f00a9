import {
  FACTORS,
  firstCodeWay,
  maskEmail,
  waysOf,
  type CodeFactor,
  type Factor,
} from "#domain/auth/second-step.ts";
import type { User } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Deps } from "~/platform/http/owner.ts";
import { readEnrolled } from "./enrolled.server.ts";
import { readCodeState } from "./one-time-code.server.ts";

/** What the pages show that ask for a factor. */
export type VerifyView = {
  ways: Factor[];
  /** The one whose field is shown. */
  way: CodeFactor;
  /** Masked. */
  email: string;
  /** Of the mailed code; null when there is none that would still be taken. */
  code: { reference: string; expiresAt: string; minutes: number; remaining: number } | null;
};

/** `asked` is the way of the address, which may be anything. */
export async function readVerifyView(
  deps: Deps,
  {
    user,
    codeSubject,
    asked,
  }: { user: Pick<User, "id" | "email">; codeSubject: string; asked: string | null },
): Promise<VerifyView> {
  const ways = waysOf(await asSystem(deps.database, (tx) => readEnrolled(tx, user.id)));
  const way = FACTORS.find((factor) => factor === asked && ways.includes(factor));
  return {
    ways,
    way: way === undefined || way === "passkey" ? firstCodeWay(ways) : way,
    email: maskEmail(user.email),
    code: await readCodeView(deps, codeSubject),
  };
}

/** Null when the subject has no code that would still be taken. */
export async function readCodeView(
  deps: Pick<Deps, "kv" | "now">,
  codeSubject: string,
): Promise<VerifyView["code"]> {
  const state = await readCodeState(deps, codeSubject);
  const leftMs = state ? state.expiresAt - deps.now().getTime() : 0;
  if (!state || leftMs <= 0 || state.remaining <= 0) return null;
  return {
    reference: state.reference,
    expiresAt: new Date(state.expiresAt).toISOString(),
    minutes: Math.ceil(leftMs / 60_000),
    remaining: state.remaining,
  };
}
