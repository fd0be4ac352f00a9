import { maskEmail, type Factor } from "#domain/auth/second-step.ts";
import type { Services } from "~/services.ts";
import { readCodeState } from "./one-time-code.server.ts";

/** What the pages show that ask for a factor. */
export type VerifyView = {
  ways: Factor[];
  /** The one whose field or button is shown; null where there is none. */
  way: Factor | null;
  /** Where a mailed code goes; masked for who is not signed in yet. */
  email: string;
  /** Of the mailed code; null when there is none that would still be taken. */
  code: { reference: string; expiresAt: string; minutes: number; remaining: number } | null;
};

/** `asked` is the way of the address, which may be anything. */
export async function readVerifyView(
  deps: Services,
  {
    ways,
    email,
    codeSubject,
    asked,
  }: { ways: Factor[]; email: string; codeSubject: string; asked: string | null },
): Promise<VerifyView> {
  return {
    ways,
    way: ways.find((way) => way === asked) ?? ways[0] ?? null,
    email: maskEmail(email),
    code: await readCodeView(deps, codeSubject),
  };
}

/** Null when the subject has no code that would still be taken. */
export async function readCodeView(
  deps: Pick<Services, "records" | "now" | "limits">,
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
