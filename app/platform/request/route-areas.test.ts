import type { ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";
import { areaOfPath, buildAreas } from "./route-areas.ts";

const module = { default: () => null };
const table: [id: string, parentId: string | undefined, path: string | undefined][] = [
  ["root", undefined, ""],
  ["unknown", "root", "*"],
  ["public", "root", undefined],
  ["first", "public", undefined],
  ["services", "public", "services"],
  ["plans", "public", "services/internet"],
  ["account", "root", "account"],
  ["home", "account", undefined],
  ["orders", "account", "orders/:orderId"],
];
const routes: ServerBuild["routes"] = Object.fromEntries(
  table.map(([id, parentId, path]) => [
    id,
    { id, module, ...(parentId ? { parentId } : {}), ...(path === undefined ? {} : { path }) },
  ]),
);

const files = Object.fromEntries(table.map(([id]) => [id, { id, hasAction: false }]));
const build = { routes, assets: { version: "1", routes: files } } as unknown as ServerBuild;

test("each area has its routes, their ancestors and the page for what is unknown", () => {
  const areas = buildAreas(build);
  expect([...areas.keys()]).toEqual(["services", "account"]);
  const services = ["root", "unknown", "public", "services", "plans"];
  const account = ["root", "unknown", "account", "home", "orders"];
  for (const [name, ids] of Object.entries({ services, account })) {
    expect(Object.keys(areas.get(name)?.routes ?? {})).toEqual(ids);
    expect(Object.keys(areas.get(name)?.assets.routes ?? {})).toEqual(ids);
    expect(areas.get(name)?.assets.version).toBe("1");
  }
});

test.each([
  ["/account/orders/1", "account"],
  ["/account", "account"],
  ["/account.data", "account"],
  ["/ACCOUNT/", "account"],
  ["/", ""],
  ["/_root.data", "_root"],
])("%s is of the area %j", (path, area) => {
  expect(areaOfPath(path)).toBe(area);
});
