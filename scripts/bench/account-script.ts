import { existsSync, readFileSync, statSync } from "node:fs";
import type { Client } from "../../tests/support/http.ts";

/** kB of compressed script that the heaviest of these pages makes a browser load. */
export async function accountScriptKb(client: Client, paths: readonly string[]): Promise<number> {
  let heaviest = 0;
  for (const path of paths) {
    const html = await (await client.get(path)).text();
    const files = new Set<string>();
    for (const [, file] of html.matchAll(/<script[^>]*\bsrc="(\/assets\/[\w.$-]+\.js)"/g))
      collect(file, files);
    heaviest = Math.max(
      heaviest,
      [...files].map(size).reduce((sum, bytes) => sum + bytes, 0),
    );
  }
  return heaviest / 1000;
}

/** A file and everything it imports, at once or later. */
function collect(file: string | undefined, files: Set<string>): void {
  if (file === undefined || files.has(file)) return;
  files.add(file);
  for (const [, name] of read(file).matchAll(/(?:from|import)\s*\(?"\.\/([\w.$-]+\.js)"/g))
    collect(`/assets/${name}`, files);
}

function read(file: string): string {
  return readFileSync(`build/client${file}`, "utf8");
}

/** As it is sent: what is too small to be compressed goes as it is. */
function size(file: string): number {
  const path = `build/client${file}`;
  return statSync(existsSync(`${path}.gz`) ? `${path}.gz` : path).size;
}
