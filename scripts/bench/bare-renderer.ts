import { createServer, type Server } from "node:http";
import type { EntryContext, ServerBuild } from "@remix-run/node";
import type { ReactElement } from "react";
import { renderToPipeableStream } from "react-dom/server";

type Element = (input: { url: string; script: null; remixContext: EntryContext }) => ReactElement;
type Entry = ServerBuild["entry"]["module"] & { pageElement: Element };

/**
 * The yardstick: the very same React tree with the very same data, rendered by renderToPipeableStream on a bare node:http
 * server. No loader, no session, no headers, no router matching: what nobody can be faster than without rendering less.
 */
export function captureTree(build: ServerBuild): { build: ServerBuild; tree: () => ReactElement } {
  const entry = build.entry.module as Entry;
  let captured: { url: string; remixContext: EntryContext } | null = null;
  const capturing: Entry["default"] = (request, status, headers, remixContext, context) => {
    captured = { url: request.url, remixContext };
    return entry.default(request, status, headers, remixContext, context);
  };
  return {
    build: { ...build, entry: { module: { ...entry, default: capturing } } },
    tree: () => {
      if (!captured) throw new Error("no page has been rendered yet");
      return entry.pageElement({ ...captured, script: null });
    },
  };
}

export function startBareRenderer(tree: () => ReactElement): Promise<{ server: Server; url: string }> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    const { pipe } = renderToPipeableStream(tree(), { onShellReady: () => pipe(response) });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve({ server, url: `http://127.0.0.1:${port}/` });
    });
  });
}
