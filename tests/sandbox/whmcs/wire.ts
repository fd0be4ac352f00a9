import { escapeHtml } from "../html.ts";
import type { Reply } from "../http.ts";
import type { Answer } from "./answer.ts";

/**
 * The answer in the response type asked for: JSON, XML, or for anything else the deprecated name-value pairs, which is what
 * a caller gets that forgets `responsetype=json` (whmcs.md 1).
 */
export function toWire(
  answer: Answer,
  options: { responseType: string; action: string; status: number },
): Reply {
  switch (options.responseType.toLowerCase()) {
    case "json":
      // PHP's encoder escapes slashes; a `/` occurs only inside JSON texts.
      return reply(options.status, "application/json", JSON.stringify(answer).replaceAll("/", "\\/"));
    case "xml": {
      const body = xml({ action: options.action.toLowerCase(), ...answer });
      return reply(
        options.status,
        "application/xml",
        `<?xml version="1.0" encoding="utf-8"?>\n<whmcsapi>\n${body}</whmcsapi>\n`,
      );
    }
    default:
      return reply(options.status, "text/plain; charset=utf-8", pairs(answer));
  }
}

function reply(status: number, type: string, body: string): Reply {
  return { status, headers: { "content-type": type }, body };
}

function pairs(answer: Answer): string {
  return Object.entries(answer)
    .map(([key, value]) => `${key}=${typeof value === "object" ? JSON.stringify(value) : plain(value)};`)
    .join("");
}

function xml(object: object): string {
  return Object.entries(object)
    .map(([key, value]) => {
      const name = /^\d/.test(key) ? `item${key}` : key.replace(/[^A-Za-z0-9_-]/g, "_");
      if (Array.isArray(value)) return value.map((entry) => element(name, entry)).join("");
      return element(name, value);
    })
    .join("");
}

function element(name: string, value: unknown): string {
  const content = typeof value === "object" && value !== null ? `\n${xml(value)}` : escapeHtml(plain(value));
  return `<${name}>${content}</${name}>\n`;
}

/** Text of a plain value; nothing for null. */
function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}
