import { PassThrough, Readable } from "node:stream";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { LRUCache } from "lru-cache";
import { renderToPipeableStream, renderToString } from "react-dom/server";
import { PageScriptProvider, type PageScript } from "~/platform/page/page-script.tsx";
import { PART_WAIT_MS } from "~/platform/page/part.server.ts";

/** Longer than a part is waited for, so that a slow one ends as unavailable and not as a broken page. */
export const streamTimeout = PART_WAIT_MS + 5_000;

/**
 * Pages that wait for nothing are rendered to one string, which costs about half of what a stream does; a page whose
 * loader left a part open is streamed, to a browser that has shown that it runs scripts.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  headers.set("Content-Type", "text/html; charset=utf-8");
  const options = { request, status, headers, remixContext, context };
  return context.streams ? renderStream(options) : renderPage(options);
}

type RenderOptions = {
  request: Request;
  status: number;
  headers: Headers;
  remixContext: EntryContext;
  context: AppLoadContext;
};

export type PageInput = { url: string; script: PageScript | null; remixContext: EntryContext };

/** The whole page as React sees it. Without the stream of loader data, which only a browser that renders again would read. */
export function pageElement({ url, script, remixContext }: PageInput) {
  const { serverHandoffStream: _, ...document } = remixContext;
  return (
    <PageScriptProvider value={script}>
      <RemixServer context={document} url={url} />
    </PageScriptProvider>
  );
}

function page({ request, remixContext, context }: RenderOptions) {
  const isPublic = context.visitor.state === "not_read";
  const script = isPublic ? null : { src: remixContext.manifest.entry.module, nonce: context.nonce };
  return pageElement({ url: request.url, script, remixContext });
}

function renderPage(options: RenderOptions): Response {
  const key = publicKey(options);
  let html = key === null ? undefined : publicPages.get(key);
  if (html === undefined) {
    html = renderToString(page(options));
    if (key !== null) publicPages.set(key, html);
  }
  const body = Buffer.from(`<!DOCTYPE html>${html}`);
  options.headers.set("Content-Length", String(body.length));
  return new Response(body, { status: options.status, headers: options.headers });
}

/**
 * Pages that are the same for everybody, as they were rendered last: the same data makes the same page. So many characters, which are
 * some hundred of them.
 */
const publicPages = new LRUCache<string, string>({
  maxSize: 8_000_000,
  sizeCalculation: (html, key) => html.length + key.length,
});

/** All that such a page is made of; null for every other one, and while developing, when its code changes. */
function publicKey({ request, status, remixContext, context }: RenderOptions): string | null {
  if (context.isDevelopment || request.method !== "GET") return null;
  if (status !== 200 || context.visitor.state !== "not_read") return null;
  const { loaderData } = remixContext.staticHandlerContext;
  return [context.language, request.url, JSON.stringify(loaderData)].join("\n");
}

function renderStream(options: RenderOptions): Promise<Response> {
  const { request, headers, context } = options;
  let { status } = options;
  return new Promise((resolve, reject) => {
    let isShellSent = false;
    const { pipe, abort } = renderToPipeableStream(page(options), {
      nonce: context.nonce,
      onShellReady() {
        isShellSent = true;
        const body = new PassThrough();
        const stream = Readable.toWeb(body) as ReadableStream;
        resolve(new Response(stream, { status, headers }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        status = 500;
        if (isShellSent && !request.signal.aborted)
          context.log.error({ event: "page.render_failed", err: error }, "rendering failed");
      },
    });
    setTimeout(abort, streamTimeout).unref();
    request.signal.addEventListener("abort", () => abort(), { once: true });
  });
}

export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  // What a loader or action refused has been logged where it was thrown, at its level.
  if (!request.signal.aborted && context.failure === null)
    context.log.error({ event: "request.failed", err: error }, "request failed");
}
