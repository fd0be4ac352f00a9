import { publicHeaders } from "~/components/public/public-page.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

const DAY_MS = 24 * 60 * 60_000;
/** The file says until when it is good; less than a year ahead (RFC 9116, 2.5.5). */
const GOOD_FOR_DAYS = 180;

/** Whom to tell of a weakness (RFC 9116). */
export const loader = forVisitor(({ app }) => {
  const today = Math.floor(app.now().getTime() / DAY_MS);
  const lines = [
    `Contact: mailto:${app.config.company.email}`,
    `Expires: ${new Date((today + GOOD_FOR_DAYS) * DAY_MS).toISOString()}`,
    "Preferred-Languages: ja, en",
    `Canonical: ${app.origin}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { ...publicHeaders(), "Content-Type": "text/plain; charset=utf-8" },
  });
});
