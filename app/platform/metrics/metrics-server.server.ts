import { createServer, type Server } from "node:http";
import type { Metrics } from "./metrics.server.ts";

/** Serves `GET /metrics` on a port of its own, so that the public port never shows it. Rejects when the port is taken. */
export function startMetricsServer(options: {
  metrics: Metrics;
  host: string;
  port: number;
}): Promise<Server> {
  const { registry } = options.metrics;
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { "Content-Type": registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => resolve(server));
  });
}
