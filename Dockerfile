# syntax=docker/dockerfile:1
# The version that the tests run on (package.json). With the digest of your registry behind it (`…@sha256:…`) it cannot move.
ARG BASE_IMAGE=node:24.21.0-bookworm-slim

# --- build: everything, browser files and server bundle
FROM ${BASE_IMAGE} AS build
WORKDIR /portal
ENV NODE_ENV=development
COPY package.json package-lock.json .npmrc ./
# No package runs anything of its own: native parts come prebuilt. On a base whose Node does not read TypeScript the one of package.json
# builds, which its package fetches by a script.
RUN npm ci --ignore-scripts \
  && { node -e "process.exit(process.features.typescript ? 0 : 1)" || npm rebuild node; }
COPY . .
# Compressed once here, so that the server never compresses its own files.
RUN NODE_ENV=production npm run build

# --- dependencies of the running server alone; no compiler is needed, native parts come prebuilt
FROM ${BASE_IMAGE} AS dependencies
WORKDIR /portal
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
# Remix and drizzle name TypeScript and type packages as optional peers, so npm keeps them whatever is omitted.
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/typescript node_modules/@types node_modules/undici-types node_modules/.bin

# --- what runs: no package manager, no sources, no build tools, not root
FROM ${BASE_IMAGE}
WORKDIR /portal
ENV NODE_ENV=production PORTAL_MODE=production PORT=3000 METRICS_HOST=0.0.0.0 DATA_DIR=/data
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
  /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-* \
  && mkdir -p /data && chown 1000:1000 /data
COPY --from=dependencies --chown=0:0 /portal/node_modules ./node_modules
COPY --from=build --chown=0:0 /portal/package.json ./package.json
COPY --from=build --chown=0:0 /portal/build ./build
COPY --from=build --chown=0:0 /portal/db/migrations ./db/migrations
COPY --from=build --chown=0:0 /portal/assets ./assets
USER 1000:1000
# Only an embedded demo writes here; production needs no writable path at all.
VOLUME /data
EXPOSE 3000 9464
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "build/server/server.js"]
