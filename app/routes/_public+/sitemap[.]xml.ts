import { publicHeaders } from "~/components/public/public-page.ts";
import { PUBLIC_PAGES } from "~/features/site/public-pages.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

/** The public pages, for search engines (sitemaps.org). */
export const loader = forVisitor(({ app }) => {
  const urls = PUBLIC_PAGES.map((path) => `  <url><loc>${app.origin}${path}</loc></url>`);
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    "</urlset>",
    "",
  ].join("\n");
  return new Response(xml, { headers: { ...publicHeaders(), "Content-Type": "application/xml" } });
});
