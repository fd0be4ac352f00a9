import type { ReactNode } from "react";
import { Footer } from "../layout/footer.tsx";
import { SkipLink, TopBar } from "../layout/top-bar.tsx";

/** One sheet in the middle: signing in and what belongs to it. */
export function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <TopBar homeHref="/" />
      <main id="main" className="auth" tabIndex={-1}>
        <div className="sheet">{children}</div>
      </main>
      <div className="auth-foot">
        <Footer />
      </div>
    </>
  );
}
