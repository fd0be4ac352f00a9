import { resolve } from "node:path";
import { matchRoutes } from "@remix-run/react";
import type { ServerBuild } from "@remix-run/node";
import { expect, it } from "vitest";
import { buildLeaf } from "../../app/platform/request/route-leaf.ts";
import { createRouteTable } from "../../app/platform/request/route-table.ts";
import type * as Main from "../../app/server/main.ts";

type Routes = ServerBuild["routes"];
type RouteObject = Parameters<typeof matchRoutes>[0][number];

const { loadServer } = (await import(resolve("build/server/server.js"))) as typeof Main;
const build = await (await loadServer()).loadBuild();
const table = createRouteTable(build.routes);
const whole = treeOf(build.routes);

function treeOf(routes: Routes, parentId?: string): RouteObject[] {
  return Object.values(routes).flatMap((route): RouteObject[] => {
    if (!route || route.parentId !== parentId) return [];
    const { id, path, index } = route;
    const own = path === undefined ? { id } : { id, path };
    return [index ? { ...own, index: true } : { ...own, children: treeOf(routes, id) }];
  });
}

/** Every address of the built application, with something in place of what varies, and an unknown one beside each. */
function addresses(tree: RouteObject[], parent = ""): string[] {
  return tree.flatMap(({ path, children }) => {
    const address = path
      ? `${parent}/${path}`.replace(/:\w+/g, "10101").replace("*", "no-such-page")
      : parent;
    return [address || "/", `${address}/no-such-page`, ...addresses(children ?? [], address)];
  });
}

const variants = (address: string) => [address, `${address}/`, address.toUpperCase()];
const found = (tree: RouteObject[], pathname: string) =>
  matchRoutes(tree, pathname)?.map(({ route, params }) => [route.id, params]);

it.each([
  ["/", false],
  ["/help", false],
  ["/accountant", false],
  ["/authors", false],
  ["/services/internet", false],
  ["/api/public/services/sim", false],
  ["/health/live", false],
  ["/webhooks/whmcs", false],
  ["/account", true],
  ["/%61ccount/billing", true],
  ["/ACCOUNT/billing/invoices/10101", true],
  ["/auth/login", true],
  ["/api/account/me", true],
  ["/api/events", true],
  ["/services/internet/check-availability", true],
])("%s reads the session: %s", (pathname, isPersonal) => {
  expect(table.isPersonal(pathname)).toBe(isPersonal);
});

it("every address is answered as by the whole table", () => {
  const all = [...new Set(addresses(whole))].flatMap(variants);
  expect(all.length).toBeGreaterThan(100);
  for (const pathname of all) {
    const leafId = table.leafId(pathname) ?? "";
    expect(found(treeOf(buildLeaf(build, leafId).routes), pathname), pathname).toEqual(
      found(whole, pathname),
    );
  }
});
