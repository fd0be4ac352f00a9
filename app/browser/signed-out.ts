/** Stands for one sign-in: made with it, ended with it, and no secret (`cookies.server.ts`). */
const markOf = () => /(?:^|; )(?:__Host-)?signed-in=([^;]*)/.exec(document.cookie)?.[1] ?? "";

/**
 * A page that a browser kept and shows again after somebody has signed out, or somebody else in, is not shown: browsers keep pages that
 * were sent as `no-store` too.
 */
export function leaveWhenSignedOut(): void {
  const mark = markOf();
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || markOf() === mark) return;
    document.documentElement.hidden = true;
    location.reload();
  });
}
