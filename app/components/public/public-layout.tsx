import type { ReactNode } from "react";
import { Footer } from "../layout/footer.tsx";
import { SkipLink, TopBar } from "../layout/top-bar.tsx";

/** The frame of pages that everybody sees. It knows nobody: the way into the account is on the pages themselves. */
export function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <TopBar homeHref="/" />
      <div className="frame no-nav">
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Footer />
      </div>
    </>
  );
}
