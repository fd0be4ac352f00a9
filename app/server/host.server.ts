import { serveStatic } from "@hono/node-server/serve-static";
import type { HttpBindings } from "@hono/node-server";
import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { Hono, type MiddlewareHandler } from "hono";
import { MAX_BODY_BYTES, withBody } from "~/platform/request/body.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { EXTERNAL_TRANSMISSIONS, hostsOf } from "~/features/site/external-transmissions.ts";
import { callerOf } from "~/platform/request/caller.ts";
import { clientIp, isPrivateAddress } from "~/platform/request/client-ip.server.ts";
import { toJson } from "~/platform/page/error-response.server.ts";
import { compress } from "~/platform/request/compress.server.ts";
import { refuseForeignOrigin } from "~/platform/request/origin.server.ts";
import type { Logger } from "~/platform/log/logger.server.ts";
import { readPreferences, redirectToLanguage } from "~/platform/request/preferences.server.ts";
import type { RequestContext } from "~/platform/request/request-context.server.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import {
  baseHeaders,
  contentSecurityPolicy,
  FILE_POLICY,
} from "~/platform/request/security-headers.server.ts";
import { buildLeaf } from "~/platform/request/route-leaf.ts";
import { createRouteTable, isDecodable, type RouteTable } from "~/platform/request/route-table.ts";
import {
  declinePrefetch,
  isPrefetch,
  mayPrefetch,
  SPECULATION_RULES,
} from "~/platform/request/prefetch.server.ts";
import { routePath } from "~/platform/request/route-path.ts";
import { createUploads } from "~/platform/request/uploads.server.ts";
import { readVisitor } from "~/platform/request/visitor.server.ts";
import { parseCookies } from "~/platform/security/cookies.server.ts";
import { randomText } from "~/platform/security/keys.server.ts";

/** Of pages; JSON routes take PATCH as well. */
const METHODS = new Set(["GET", "HEAD", "POST"]);
const API_METHODS = new Set([...METHODS, "PATCH"]);

export type HostOptions = {
  app: Services;
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Folder of the browser's files; null while developing, when Vite serves them. */
  clientDir: string | null;
};

type Env = { Bindings: HttpBindings; Variables: { requestId: string; log: Logger } };

/** The HTTP side of the portal: everything between the socket and Remix, in the order in which it happens. */
export function createHost({ app, build, clientDir }: HostOptions): Hono<Env> {
  const routes = createRouteTable(typeof build === "function" ? null : build.routes);
  const remix = createRemix(build, routes, clientDir === null ? "development" : "production");
  const https = app.origin.startsWith("https:");
  const formTargets = [app.billingOrigin];
  const externalHosts = hostsOf(EXTERNAL_TRANSMISSIONS);
  const uploads = createUploads(app.limits);
  const host = new Hono<Env>();

  host.use(async (c, next) => {
    const startedAt = performance.now();
    const requestId = newRequestId();
    const route = routes.label(new URL(c.req.url).pathname);
    const log = app.logger.child({ requestId, method: c.req.method, route });
    c.set("requestId", requestId);
    c.set("log", log);
    await next();
    for (const [name, value] of Object.entries(baseHeaders({ https })))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    // A browser's own reader of PDF files may be held to the policy of the file.
    if (
      !c.res.headers.has("Content-Security-Policy") &&
      c.res.headers.get("Content-Type") !== "application/pdf"
    )
      c.res.headers.set("Content-Security-Policy", FILE_POLICY);
    c.res.headers.set("X-Request-Id", requestId);
    // Whoever has left sees no answer, and no fault of ours made them leave.
    const isGone = c.env.outgoing.destroyed && !c.env.outgoing.writableFinished;
    const status = isGone ? 499 : c.res.status;
    const ms = performance.now() - startedAt;
    app.metrics.onRequest({
      method: isPrefetch(c.req.raw) ? "prefetch" : API_METHODS.has(c.req.method) ? c.req.method : "other",
      route: status === 404 ? "unmatched" : route,
      status,
      ms,
    });
    log.info({ event: "request.answered", status, ms: Math.round(ms) }, "answered");
  });

  if (clientDir !== null) serveClientFiles(host, clientDir);

  host.all("*", (c) => answer(c.req.raw, { ...c.var, env: c.env }));

  let isProxyWarned = false;
  /** Behind a proxy that is not counted all customers have one address, and share its limits. */
  function warnOfProxy(forwardedFor: string | null, socketAddress: string | undefined): void {
    if (isProxyWarned || forwardedFor === null || app.config.trustedProxies > 0) return;
    if (!isPrivateAddress(socketAddress ?? "")) return;
    isProxyWarned = true;
    app.logger.warn(
      { event: "request.proxy_not_trusted" },
      "requests come through a proxy and TRUSTED_PROXIES is 0: all customers share the limits of one address",
    );
  }

  type Arrival = { env: HttpBindings; requestId: string; log: Logger };

  async function answer(arrived: Request, { env, requestId, log }: Arrival): Promise<Response> {
    const url = new URL(arrived.url);
    const cookies = parseCookies(arrived.headers.get("cookie"));

    // Nobody has asked for this page yet: it is a reading, or nothing.
    const isAhead = isPrefetch(arrived);
    const toLanguage = redirectToLanguage(arrived, url, app.cookieNames.secure);
    if (toLanguage) return isAhead ? declinePrefetch() : toLanguage;

    warnOfProxy(arrived.headers.get("x-forwarded-for"), env.incoming.socket.remoteAddress);
    const nonce = randomText(16);
    const context: RequestContext = {
      app,
      requestId,
      log,
      nonce,
      ...readPreferences(cookies, arrived.headers.get("accept-language"), url),
      visitor: { state: "not_read" },
      csrfBinding: "",
      clientIp: clientIp({
        socketAddress: env.incoming.socket.remoteAddress,
        forwardedFor: arrived.headers.get("x-forwarded-for"),
        trustedProxies: app.config.trustedProxies,
      }),
      userAgent: (arrived.headers.get("user-agent") ?? "").slice(0, 300),
      isBodyTooLarge: false,
      uploadRefusal: null,
      refusal: refuse(arrived, { url, origin: app.origin, routes }),
      cookies: [],
      failure: null,
      streams: false,
      isDevelopment: clientDir === null,
    };
    // Tokens are renewed when a page is asked for.
    if (isAhead) cookies.delete(app.cookieNames.refresh);
    if (!context.refusal && routes.isPersonal(url.pathname)) await readVisitor(context, cookies);
    const isPersonal = context.visitor.state !== "not_read";
    const route = routes.label(url.pathname);
    if (isAhead && isPersonal && !(await mayPrefetch(context, { url, route, cookies })))
      return declinePrefetch();
    // Before the body, since strangers need not be read at length.
    const maxBytes = arrived.method === "POST" ? routes.maxBodyBytes(url.pathname) : null;
    const isFile = arrived.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
    const isUpload = maxBytes !== null && isFile && context.visitor.state === "signed_in";
    const upload = isUpload ? await uploads.begin(callerOf(context)) : null;
    context.uploadRefusal = upload?.refusal ?? null;
    const limit = context.uploadRefusal ? 0 : isUpload ? maxBytes : MAX_BODY_BYTES;
    const { request, isTooLarge, hasNul } = await withBody(arrived, limit).catch((error: unknown) => {
      upload?.end();
      throw error;
    });
    if (isTooLarge && maxBytes !== null) context.isBodyTooLarge = true;
    else if (isTooLarge)
      context.refusal ??= new AppError("invalid_input", { reason: "BODY_TOO_LARGE", status: 413 });
    if (hasNul) context.refusal ??= new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
    if (context.refusal)
      log.warn(
        { event: "request.refused", reason: context.refusal.reason, ...context.refusal.facts },
        "refused",
      );

    const response = await app.requestScope
      .run({ requestId, caller: callerOf(context) }, async () => {
        // A program is told in its own form; everybody else by the error page.
        if (context.refusal && isApi(url)) return toJson(context.refusal, context);
        const first = await remix(toRemix(request, context), context);
        if (!isFailedFile(first, url.pathname, context)) return first;
        context.refusal = context.failure;
        return remix(toRemix(request, context), context);
      })
      .finally(() => upload?.end());
    const headers = new Headers(response.headers);
    if (headers.get("Content-Type")?.startsWith("text/html")) {
      if (context.visitor.state === "signed_in") headers.set("Speculation-Rules", `"${SPECULATION_RULES}"`);
      headers.set(
        "Content-Security-Policy",
        contentSecurityPolicy({
          nonce: headers.get("Cache-Control")?.startsWith("public") ? null : nonce,
          formTargets,
          externalHosts,
          development: clientDir === null,
        }),
      );
    }
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
    // What was fetched before the form was sent does not show what the form has changed.
    if (request.method === "POST" && response.status === 303 && !headers.has("Clear-Site-Data"))
      headers.set("Clear-Site-Data", '"prefetchCache"');
    for (const cookie of context.cookies) headers.append("Set-Cookie", cookie);
    const { retryAfter } = context.refusal ?? context.failure ?? {};
    if (response.status >= 400 && retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
    if (response.status === 405 && !headers.has("Allow"))
      headers.set("Allow", methodsOf(url).has(request.method) ? "GET, HEAD" : [...methodsOf(url)].join(", "));

    const body = request.method === "HEAD" ? null : response.body;
    return compress(
      new Response(body, { status: response.status, headers }),
      arrived.headers.get("accept-encoding"),
    );
  }

  return host;
}

/** Remix with the one route that answers, and its layouts; with all of them while developing. */
function createRemix(
  build: HostOptions["build"],
  routes: RouteTable,
  mode: "development" | "production",
): RequestHandler {
  const whole = createRequestHandler(build, mode);
  if (typeof build === "function") return whole;
  const leaves = new Map<string, RequestHandler>();
  return (request, context) => {
    const leafId = routes.leafId(new URL(request.url).pathname);
    if (leafId === null) return whole(request, context);
    const handle = leaves.get(leafId) ?? createRequestHandler(buildLeaf(build, leafId), mode);
    leaves.set(leafId, handle);
    return handle(request, context);
  };
}

function serveClientFiles(host: Hono<Env>, clientDir: string): void {
  const serve = serveStatic<Env>({ root: clientDir, precompressed: true });
  // Set on the finished answer: the library makes it before it tells that it has found a file.
  const files: MiddlewareHandler<Env> = async (c, next) => {
    const found = await serve(c, next);
    if (!(found instanceof Response)) return;
    const { path } = c.req;
    const isHashed = path.startsWith("/assets/") || /\.[0-9a-f]{8,}\.\w+$/.test(path);
    found.headers.set(
      "Cache-Control",
      isHashed ? "public, max-age=31536000, immutable" : "public, max-age=3600",
    );
    found.headers.set("Vary", "Accept-Encoding");
    return found;
  };
  host.use("/assets/*", files, (c) =>
    Promise.resolve(c.text("Not found", 404, { "Cache-Control": "no-store" })),
  );
  host.on("GET", "/:file{[^/]+\\.(?:svg|txt|webmanifest|png|ico)}", files);
}

/** What no route should have to think about; null when the request may go on. */
function refuse(
  request: Request,
  { url, origin, routes }: { url: URL; origin: string; routes: RouteTable },
): AppError | null {
  if (!methodsOf(url).has(request.method))
    return new AppError("invalid_input", { reason: "METHOD_NOT_ALLOWED", status: 405 });
  // Where Remix would hand a page's data to a script.
  if (routePath(url.pathname).endsWith(".data")) return new AppError("not_found", { reason: "NOT_FOUND" });
  const hasNul = /%00/.test(url.pathname + url.search);
  if (hasNul || !isDecodable(url.pathname) || !isDecodable(url.search))
    return new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  if (["POST", "PATCH"].includes(request.method) && !routes.takesPost(url.pathname))
    return (
      refuseForeignOrigin(request, origin) ??
      new AppError("invalid_input", { reason: "METHOD_NOT_ALLOWED", status: 405 })
    );
  // Webhooks come from servers and prove themselves by a signature.
  if (routePath(url.pathname).startsWith("/webhooks/")) return null;
  return refuseForeignOrigin(request, origin);
}

function isApi({ pathname }: URL): boolean {
  return routePath(pathname).startsWith("/api/");
}

function methodsOf(url: URL): ReadonlySet<string> {
  return isApi(url) ? API_METHODS : METHODS;
}

/** A route without a page that fails for a person (a PDF, a CSV file): why, is told by a page. */
function isFailedFile(response: Response, pathname: string, context: RequestContext): boolean {
  const isForPrograms = /^\/(api|health|webhooks)\//.test(routePath(pathname));
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html") ?? false;
  return response.status >= 400 && !isPage && !isForPrograms && context.failure !== null && !context.refusal;
}

/**
 * A refused request reaches Remix as a GET of the error page, so that there is one look and one language for it. From
 * others the Origin header is taken: it has been checked, and Remix would compare it with a Host that proxies change.
 */
function toRemix(request: Request, context: RequestContext): Request {
  const headers = new Headers(request.headers);
  headers.delete("origin");
  if (!context.refusal)
    return ["GET", "HEAD"].includes(request.method) ? request : new Request(request, { headers });
  for (const name of ["content-length", "content-type", "transfer-encoding"]) headers.delete(name);
  return new Request(new URL("/refused", request.url), { headers, signal: request.signal });
}
