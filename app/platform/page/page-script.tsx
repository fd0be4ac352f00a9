import { createContext, useContext } from "react";

/** The one script of pages that know a person: its address, and the nonce of this answer's policy. */
export type PageScript = { src: string; nonce: string };

const PageScriptContext = createContext<PageScript | null>(null);
export const PageScriptProvider = PageScriptContext.Provider;

/** Null on pages that are the same for everybody, which have none. */
export function usePageScript(): PageScript | null {
  return useContext(PageScriptContext);
}
