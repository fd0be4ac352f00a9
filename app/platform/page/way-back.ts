import { safeReturnTo } from "./return-to.ts";

export type WayBack = { href: string; isCheckout: boolean };

/** Where a page leads back to, when it was opened from another one; null: from nowhere in particular. */
export function wayBack({ searchParams }: URL): WayBack | null {
  const href = safeReturnTo(searchParams.get("returnTo"));
  return href === "/account" ? null : { href, isCheckout: /^\/account\/order(?:[/?]|$)/.test(href) };
}

/** The same page again, which still knows its way back. */
export function withWayBack(path: string, back: Pick<WayBack, "href"> | null): string {
  return back === null ? path : `${path}?${new URLSearchParams({ returnTo: back.href }).toString()}`;
}
