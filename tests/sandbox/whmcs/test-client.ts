import { readFileSync } from "node:fs";
import type { WhmcsSandbox } from "./server.ts";

export type Json = Record<string, unknown>;
export type ApiAnswer = { status: number; text: string; json: Json };

/** Calls an action as a client would: form-encoded, credentials in the body. `null` takes a default parameter away. */
export async function callApi(
  sandbox: Pick<WhmcsSandbox, "url" | "identifier" | "secret">,
  action: string,
  params: Record<string, string | number | null> = {},
): Promise<ApiAnswer> {
  const all: Record<string, string | number | null> = {
    action,
    identifier: sandbox.identifier,
    secret: sandbox.secret,
    responsetype: "json",
    ...params,
  };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== null) body.append(name, String(value));
  const response = await fetch(`${sandbox.url}/includes/api.php`, { method: "POST", body });
  const text = await response.text();
  return { status: response.status, text, json: toJson(text) };
}

function toJson(text: string): Json {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

export function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Rows of a list two levels deep in its plain form. */
export function rowsOf(json: Json, plural: string, singular: string): Json[] {
  const list = asObject(json[plural])[singular];
  return Array.isArray(list) ? list.map(asObject) : [];
}

export async function control(
  sandbox: Pick<WhmcsSandbox, "controlUrl">,
  call: string,
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const [method = "GET", path = ""] = call.split(" ");
  const response = await fetch(`${sandbox.controlUrl}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  return { status: response.status, json: await response.json() };
}

export function readFixture(name: string): Json {
  const file = new URL(`../../fixtures/whmcs/${name}`, import.meta.url);
  return asObject(JSON.parse(readFileSync(file, "utf8")));
}
