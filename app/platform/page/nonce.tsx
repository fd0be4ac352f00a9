import { createContext, useContext } from "react";

/** The nonce of this answer's policy; only known on the server, browsers hide it from scripts. */
const NonceContext = createContext<string | undefined>(undefined);
export const NonceProvider = NonceContext.Provider;

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
