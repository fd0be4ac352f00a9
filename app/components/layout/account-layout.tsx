import { useLocation } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
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
        <main id="main" tabIndex={-1} ref={useFocusOfNewPage()}>
          {children}
        </main>
        <Footer />
      </div>
    </>
  );
}

/**
 * A page that a script put in place takes the focus, as a loaded one would: the next Tab begins with its content. A filter
 * or a page of a list changes the query only and leaves the focus where it is.
 */
function useFocusOfNewPage() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
