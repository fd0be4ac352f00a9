import { guardForms } from "./browser/forms.ts";
import { focusErrors } from "./browser/errors.ts";
import { replaceFailedParts } from "./browser/late-parts.ts";
import { showProgress } from "./browser/progress.ts";
import { leaveWhenSignedOut } from "./browser/signed-out.ts";
import { warnOfSessionEnd } from "./browser/session-end.ts";
import { offerPasswords } from "./browser/show-password.ts";

/*
 * The script of every page that knows a person. Pages are documents that work without it; each module makes something that works
 * nicer, and finds in the page what it is about. What only some pages have is loaded by those.
 */

// The server may stream slow parts to this browser. Set once: a cookie that changes ends the page's place in the back/forward cache.
if (!/(?:^|; )js=1(?:;|$)/.test(document.cookie)) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `js=1; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

guardForms();
showProgress();
leaveWhenSignedOut();

/** What stands in the page when it is whole; a streamed page is whole with its last part. */
function enhance(): void {
  replaceFailedParts();
  focusErrors();
  offerPasswords();
  warnOfSessionEnd();
  if (document.querySelector("form[data-passkey]"))
    void import("./browser/passkey.ts").then(({ takePasskeys }) => takePasskeys());
  if (document.querySelector("[data-live]"))
    void import("./browser/live.ts").then(({ followPage }) => followPage());
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", enhance);
else enhance();
