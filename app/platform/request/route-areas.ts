import type { ServerBuild } from "@remix-run/node";
import { routePath } from "./route-path.ts";

type Routes = ServerBuild["routes"];

/**
 * The build with nothing but the routes that can answer a path, by the first segment of the path: those below it, the one for
 * whatever is unknown, and their ancestors. Remix walks its table three times for a page, which took a third of the time of a
 * page whose data is kept. A browser asks for the routes of other areas when it comes to a link there.
 */
export function buildAreas(build: ServerBuild): Map<string, ServerBuild> {
  const { routes, assets } = build;
  const segments = new Set(Object.values(routes).flatMap((route) => firstSegment(routes, route)));
  segments.delete("*");
  return new Map(
    [...segments].map((segment) => {
      const area = areaOf(routes, segment);
      const files = Object.entries(assets.routes).filter(([id]) => id in area);
      return [segment, { ...build, routes: area, assets: { ...assets, routes: Object.fromEntries(files) } }];
    }),
  );
}

/** As the table writes it: lower case, without the ending of a data request. */
export function areaOfPath(pathname: string): string {
  const [, segment = ""] = routePath(pathname).split("/");
  return segment;
}

function areaOf(routes: Routes, segment: string): Routes {
  const area: Routes = {};
  for (const route of Object.values(routes)) {
    if (![segment, "*"].some((first) => firstSegment(routes, route).includes(first))) continue;
    for (const each of [...ancestors(routes, route), route]) if (each) area[each.id] = each;
  }
  return area;
}

/** None of a route without a path of its own, such as a layout and the first page. */
function firstSegment(routes: Routes, route: Routes[string]): string[] {
  const path = [...ancestors(routes, route), route].find((each) => each?.path)?.path ?? "";
  return path === "" ? [] : path.split("/").slice(0, 1);
}

/** From the root down. */
function ancestors(routes: Routes, route: Routes[string]): Routes[string][] {
  const parent = route?.parentId === undefined ? undefined : routes[route.parentId];
  return parent ? [...ancestors(routes, parent), parent] : [];
}
