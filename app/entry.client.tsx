import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { NonceProvider } from "~/platform/page/nonce.tsx";
import { MessagesProvider } from "./platform/i18n/messages-context.tsx";

// From now on the server may stream slow parts to this browser: it has shown that it runs scripts.
document.cookie = `js=1; Path=/; Max-Age=31536000; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;

async function hydrate(): Promise<void> {
  const language = document.documentElement.lang === "ja" ? "ja" : "en";
  const { messages } =
    language === "ja" ? await import("./messages/ja.ts") : await import("./messages/en.ts");
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <MessagesProvider value={messages}>
          <NonceProvider value={undefined}>
            <RemixBrowser />
          </NonceProvider>
        </MessagesProvider>
      </StrictMode>,
    );
  });
}

void hydrate();
