import { execFileSync } from "node:child_process";

export type RouteNode = { id: string; path?: string; index?: boolean; file: string; children?: RouteNode[] };

/** The routes of the application as Remix builds them. */
export function readManifest(): RouteNode[] {
  const json = execFileSync("npx", ["--no-install", "remix", "routes", "--json"], { encoding: "utf8" });
  return JSON.parse(json) as RouteNode[];
}
