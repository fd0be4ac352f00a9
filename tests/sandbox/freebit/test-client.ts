import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { FreebitSandbox } from "./server.ts";

export type Json = Record<string, unknown>;

/** Sends one form as a client would; `json` as it is given. */
export async function postForm(url: string, path: string, form: Record<string, string>): Promise<Json> {
  const response = await fetch(url + path, { method: "POST", body: new URLSearchParams(form) });
  return (await response.json()) as Json;
}

export async function signIn({
  url,
  oemId,
  oemKey,
}: Pick<FreebitSandbox, "url" | "oemId" | "oemKey">): Promise<string> {
  const { authKey } = await postForm(url, "/authOem/", { json: JSON.stringify({ oemId, oemKey }) });
  return String(authKey);
}

export async function control<T = unknown>(
  { controlUrl }: Pick<FreebitSandbox, "controlUrl">,
  call: string,
  body?: unknown,
): Promise<T> {
  const [method = "GET", path = ""] = call.split(" ");
  const response = await fetch(controlUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

/** `400-211`, or `100-200`. */
export function codeOf(answer: Json): string {
  return `${String(answer["resultCode"])}-${String((answer["status"] as Json | undefined)?.["statusCode"])}`;
}

const flag = z.enum(["10", "20"]);
const AfterSchema = z.object({ at: z.string(), account: z.string() }).catchall(z.unknown());
const SampleSchema = z.object({
  name: z.string(),
  api: z.string(),
  clock: z.string().default("2026-11-10T10:00:00+09:00"),
  given: z
    .object({
      lines: z
        .array(
          z.object({
            account: z.string(),
            state: z.enum(["active", "suspended", "temporary", "waiting", "obsolete"]),
            planCode: z.string().optional(),
            contractLine: z.enum(["4G", "5G"]).optional(),
            productNumber: z.string().optional(),
            eid: z.string().optional(),
            quotaMb: z.number().optional(),
            voice: z.record(z.string(), flag).optional(),
            scheduledPlan: z.object({ planCode: z.string(), runTime: z.string() }).optional(),
            scheduledCancel: z.object({ runDate: z.string() }).optional(),
          }),
        )
        .optional(),
      groups: z.array(z.object({ account: z.string() })).optional(),
      stock: z.array(z.string()).optional(),
      accepted: z.array(z.object({ api: z.string(), account: z.string(), at: z.string() })).optional(),
    })
    .optional(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    contentType: z.string(),
    form: z.object({ json: z.record(z.string(), z.unknown()), version: z.string().optional() }).optional(),
    rawBody: z.string(),
  }),
  response: z.object({ httpStatus: z.int(), body: z.record(z.string(), z.unknown()) }),
  after: z.array(AfterSchema).default([]),
});
export type Sample = z.infer<typeof SampleSchema> & { file: string };

const FOLDER = new URL("../../fixtures/freebit/", import.meta.url);

/** The recorded samples of the API: a request, what stood before it, the answer, and what became of it. */
export function readSamples(): Sample[] {
  return readdirSync(FOLDER)
    .filter((file) => /^(?:pa\d|common).*\.json$/.test(file))
    .sort()
    .map((file) => ({
      file,
      ...SampleSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"))),
    }));
}
