import { createContext, useContext } from "react";
import type { Messages } from "~/messages/keys.ts";

/** The loaded catalogue: on the server the page's language, in the browser the one that was fetched before hydration. */
const MessagesContext = createContext<Messages | null>(null);
export const MessagesProvider = MessagesContext.Provider;

export function useMessages(): Messages {
  const messages = useContext(MessagesContext);
  if (!messages) throw new Error("useMessages needs a MessagesProvider above it");
  return messages;
}
