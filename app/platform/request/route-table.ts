import { LRUCache } from "lru-cache";
import { matchRoutes } from "@remix-run/react";
import type { ServerBuild } from "@remix-run/node";
import { takesFile } from "../page/takes-file.ts";

export type RouteTable = {
  /** A pattern instead of a path, for logs and metrics: they hold no ids and nothing that a stranger wrote. */
  label(pathname: string): string;
  /** False for a known page that takes no form, and a JSON route that takes no body. */
  takesPost(pathname: string): boolean;
  /** Bytes that a body may have there; null: no more than anywhere. */
  maxBodyBytes(pathname: string): number | null;
};

/** Matching walks the whole table, so paths that come again keep their label; not the ones that only a stranger would write. */
const KNOWN_PATHS = { max: 5_000, longest: 100 };

type Routes = ServerBuild["routes"];
type RouteObject = Parameters<typeof matchRoutes>[0][number];

/** What the host has to know of the routes. While developing (`routes` null) they change, and nothing is known. */
export function createRouteTable(routes: Routes | null): RouteTable {
  if (routes === null)
    return {
      label: () => "development",
      takesPost: () => true,
      maxBodyBytes: () => takesFile.maxBodyBytes,
    };
  const tree = childrenOf(routes, undefined);
  const match = (pathname: string) =>
    (isDecodable(pathname) && matchRoutes(tree, pathname.replace(/\.data$/, "") || "/")) || [];
  const labels = new LRUCache<string, string>({ max: KNOWN_PATHS.max });
  const labelOf = (pathname: string) => {
    const path = match(pathname)
      .map(({ route }) => route.path ?? "")
      .filter(Boolean)
      .join("/");
    return path === "*" || !isDecodable(pathname) ? "unmatched" : `/${path}`;
  };
  return {
    label(pathname) {
      if (pathname.startsWith("/assets/")) return "/assets/*";
      const label = labels.get(pathname) ?? labelOf(pathname);
      if (pathname.length <= KNOWN_PATHS.longest) labels.set(pathname, label);
      return label;
    },
    takesPost(pathname) {
      const leaf = match(pathname).at(-1)?.route;
      // An unknown path is not found, whatever the method.
      return !leaf || leaf.path === "*" || routes[leaf.id ?? ""]?.module.action !== undefined;
    },
    maxBodyBytes(pathname) {
      const handle: unknown = routes[match(pathname).at(-1)?.route.id ?? ""]?.module.handle;
      const isFileTaker = typeof handle === "object" && handle !== null && "maxBodyBytes" in handle;
      return isFileTaker ? Number(handle.maxBodyBytes) : null;
    },
  };
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
