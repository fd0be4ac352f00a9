import { PassThrough, Readable } from "node:stream";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { LRUCache } from "lru-cache";
import { renderToPipeableStream, renderToString } from "react-dom/server";
import type { Language } from "#domain/shared/money.ts";
import { messagesOf } from "./messages/messages.server.ts";
import { NonceProvider } from "~/platform/page/nonce.tsx";
import { MessagesProvider } from "./platform/i18n/messages-context.tsx";

/** Longer than the slowest provider may take, so that a slow part ends as unavailable and not as a broken page. */
export const streamTimeout = 70_000;

const SCRIPT_UNSAFE: Record<string, string> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

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
  if (context.streams) return renderStream({ request, status, headers, remixContext, context });
  return renderPage({ request, status, headers, remixContext, context });
}

type RenderOptions = {
  request: Request;
  status: number;
  headers: Headers;
  remixContext: EntryContext;
  context: AppLoadContext;
};

export type PageInput = { url: string; language: Language; nonce: string; remixContext: EntryContext };

/** The whole page as React sees it. */
export function pageElement({ url, language, nonce, remixContext }: PageInput) {
  return (
    <MessagesProvider value={messagesOf(language)}>
      <NonceProvider value={nonce}>
        <RemixServer context={remixContext} url={url} nonce={nonce} />
      </NonceProvider>
    </MessagesProvider>
  );
}

function page({ request, context }: RenderOptions, remixContext: EntryContext) {
  return pageElement({ url: request.url, language: context.language, nonce: context.nonce, remixContext });
}

async function renderPage(options: RenderOptions): Promise<Response> {
  const { remixContext, context } = options;
  const { serverHandoffStream, ...whole } = remixContext;
  const key = publicKey(options);
  let html = key === null ? undefined : publicPages.get(key);
  if (html === undefined) {
    html = renderToString(page(options, whole));
    const runsScripts = remixContext.renderMeta?.didRenderScripts === true;
    if (runsScripts && serverHandoffStream) {
      const end = html.lastIndexOf("</body>");
      const data = handoffScript(await textOf(serverHandoffStream), context.nonce);
      html = `${html.slice(0, end)}${data}${html.slice(end)}`;
    } else if (key !== null && !html.includes(context.nonce)) publicPages.set(key, html);
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

/** What Remix's own streaming component would write, in one piece. */
function handoffScript(data: string, nonce: string): string {
  const text = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => SCRIPT_UNSAFE[character] ?? "",
  );
  return `<script nonce="${nonce}">window.__remixContext.streamController.enqueue(${text});window.__remixContext.streamController.close();</script>`;
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>)
    text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function renderStream(options: RenderOptions): Promise<Response> {
  const { request, headers, remixContext, context } = options;
  let { status } = options;
  return new Promise((resolve, reject) => {
    let isShellSent = false;
    const { pipe, abort } = renderToPipeableStream(page(options, remixContext), {
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
    setTimeout(abort, streamTimeout + 1000).unref();
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
