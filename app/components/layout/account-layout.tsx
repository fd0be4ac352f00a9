import type { ReactNode } from "react";
import { Footer } from "./footer.tsx";
import { MainNav } from "./main-nav.tsx";
import { UserMenu } from "./user-menu.tsx";
import { SkipLink, TopBar } from "./top-bar.tsx";

export function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <TopBar homeHref="/account">
        <UserMenu />
      </TopBar>
      <div className="frame with-nav">
        <MainNav />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Footer />
      </div>
    </>
  );
}
