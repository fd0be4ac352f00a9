import type { Services } from "~/services.ts";

/** Loaded with the first passkey: it brings a lot for attestations, which nobody is asked for here. */
export const webauthn = () => import("@simplewebauthn/server");

/** Whom passkeys belong to: the portal's host name, and its address as browsers write it into what they sign. */
export function relyingParty({ origin }: Pick<Services, "origin">): { id: string; origin: string } {
  return { id: new URL(origin).hostname, origin };
}
