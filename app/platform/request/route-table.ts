import { LRUCache } from "lru-cache";
import { matchRoutes } from "@remix-run/react";
import type { ServerBuild } from "@remix-run/node";
import { takesFile } from "../page/takes-file.ts";

export type RouteTable = {
  /** A pattern instead of a path, for logs and metrics: they hold no ids and nothing that a stranger wrote. */
  label(pathname: string): string;
  /** Id of the route that answers there; null where no route is known. */
  leafId(pathname: string): string | null;
  /**
   * The route knows a person, or has a form of theirs. Everything else is public: the same for everybody, cacheable, and never reads the
   * session.
   */
  isPersonal(pathname: string): boolean;
  /** False for a known page that takes no form, and a JSON route that takes no body. */
  takesPost(pathname: string): boolean;
  /** Bytes that a body may have there; null: no more than anywhere. */
  maxBodyBytes(pathname: string): number | null;
};

/** Folders of routes. A page of another folder that has a form says `handle = personal`. */
const PERSONAL_AREAS = /^routes\/(account\+|auth\+|demo\+|api\+\/(account\+|events$))/;

/** `handle` of a public page with a form: it is made for one visitor, and stored by nobody. */
export const personal = { isPersonal: true } as const;

type Match = { label: string; leafId: string | null };
const UNMATCHED = "unmatched";

/** Matching walks the whole table, so paths that come again keep their match; not the ones that only a stranger would write. */
const KNOWN_PATHS = { max: 5_000, longest: 100 };

type Routes = ServerBuild["routes"];
type RouteObject = Parameters<typeof matchRoutes>[0][number];

/** What the host has to know of the routes. While developing (`routes` null) they change, and nothing is known. */
export function createRouteTable(routes: Routes | null): RouteTable {
  if (routes === null)
    return {
      label: () => "development",
      leafId: () => null,
      isPersonal: () => true,
      takesPost: () => true,
      maxBodyBytes: () => takesFile.maxBodyBytes,
    };
  const tree = childrenOf(routes, undefined);
  const known = new LRUCache<string, Match>({ max: KNOWN_PATHS.max });
  function match(pathname: string): Match {
    const found = known.get(pathname) ?? matchOf(tree, pathname);
    if (pathname.length <= KNOWN_PATHS.longest) known.set(pathname, found);
    return found;
  }
  return {
    label: (pathname) => (pathname.startsWith("/assets/") ? "/assets/*" : match(pathname).label),
    leafId: (pathname) => match(pathname).leafId,
    isPersonal(pathname) {
      const { leafId } = match(pathname);
      const handle: unknown = routes[leafId ?? ""]?.module.handle;
      const isForm = typeof handle === "object" && handle !== null && "isPersonal" in handle;
      return isForm || PERSONAL_AREAS.test(leafId ?? "");
    },
    takesPost(pathname) {
      const { leafId, label } = match(pathname);
      // An unknown path is not found, whatever the method.
      return leafId === null || label === UNMATCHED || routes[leafId]?.module.action !== undefined;
    },
    maxBodyBytes(pathname) {
      const handle: unknown = routes[match(pathname).leafId ?? ""]?.module.handle;
      const isFileTaker = typeof handle === "object" && handle !== null && "maxBodyBytes" in handle;
      return isFileTaker ? Number(handle.maxBodyBytes) : null;
    },
  };
}

function matchOf(tree: RouteObject[], pathname: string): Match {
  const matches = (isDecodable(pathname) && matchRoutes(tree, pathname)) || [];
  const path = matches
    .map(({ route }) => route.path ?? "")
    .filter(Boolean)
    .join("/");
  const isKnown = path !== "*" && isDecodable(pathname);
  return { label: isKnown ? `/${path}` : UNMATCHED, leafId: matches.at(-1)?.route.id ?? null };
}

function childrenOf(routes: Routes, parentId: string | undefined): RouteObject[] {
  return Object.values(routes).flatMap((route): RouteObject[] => {
    if (!route || route.parentId !== parentId) return [];
    const { id, path, index } = route;
    if (index) return [{ id, index: true, ...(path === undefined ? {} : { path }) }];
    return [{ id, ...(path === undefined ? {} : { path }), children: childrenOf(routes, id) }];
  });
}

/** False for percent-encoding that is no UTF-8. */
export function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
