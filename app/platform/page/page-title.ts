import type { MetaDescriptor } from "@remix-run/node";

type MetaArgs = { data?: unknown; matches: readonly { meta: MetaDescriptor[] }[] };

/** `meta` of every page: the title its loader made, in the page's language; without one, what the layout says. */
export function titleFromData({ data, matches }: MetaArgs): MetaDescriptor[] {
  const isTitled =
    typeof data === "object" && data !== null && "title" in data && typeof data.title === "string";
  return isTitled ? [{ title: data.title }] : matches.flatMap((match) => match.meta);
}
