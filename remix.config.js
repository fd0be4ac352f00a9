/** @type {import("@remix-run/dev").VitePluginConfig} */
export default {
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    // No browser asks for routes: each page is a document.
    v3_lazyRouteDiscovery: false,
    v3_routeConfig: true,
  },
  serverBuildFile: "server.js",
};
