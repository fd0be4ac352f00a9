import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Writes a .br and a .gz beside every text file of the browser build, so that the server never compresses them. */
const COMPRESSIBLE = /\.(js|css|svg|txt|webmanifest)$/;
const MIN_BYTES = 512;

export async function precompress(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
  const sizes = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const content = await readFile(path);
      if (content.length < MIN_BYTES) return 0;
      const brotli = await promisify(brotliCompress)(content, {
        params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
      });
      await writeFile(`${path}.br`, brotli);
      await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
      return 1;
    }),
  );
  return sizes.filter(Boolean).length;
}

if (import.meta.main) console.log(`${await precompress("build/client")} files compressed`);
