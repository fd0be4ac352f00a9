import { expect } from "vitest";
import type { RunningPortal } from "./portal.ts";
import { textOf } from "./http.ts";

export type ErrorPage = { status: number; language?: "en" | "ja"; title: string };

/** Traces of the inside that no customer may ever see. */
const INSIDE =
  /\bat (async )?[\w.<>]+ \(|node_modules|\.server\.|\.tsx?\b|[A-Z]\w*Error\b|SELECT |WHMCS|singlesignon/;

/**
 * The answer is an error page: HTML in the language, with this title, with a reference that is also in the header and in
 * the log, and nothing of the inside.
 */
export async function expectErrorPage(
  portal: RunningPortal,
  response: Response,
  { status, language = "en", title }: ErrorPage,
): Promise<string> {
  const html = await response.text();
  expect(response.status, html.slice(0, 300)).toBe(status);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toMatch(/no-store/);
  expect(html).toContain(`<html lang="${language}"`);
  const text = textOf(html);
  expect(text).toContain(title);
  expect(text).not.toMatch(INSIDE);
  const reference = response.headers.get("x-request-id") ?? "none";
  expect(reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(text).toContain(reference);
  await expectLogged(portal, reference);
  return html;
}

export type LogLine = Record<string, unknown> & { level: string; time: string; msg?: string };

/** The lines of the log that are there whole; `having`: only those with this text, so that few of a long log have to be read. */
export function logLines(portal: Pick<RunningPortal, "log">, having = ""): LogLine[] {
  return wholeLines(portal)
    .filter((line) => line.startsWith("{") && line.includes(having))
    .map((line) => JSON.parse(line) as LogLine);
}

/** What was written beside the log, the demo's banner left out: there should be nothing. */
export function strayLines(portal: Pick<RunningPortal, "log">): string[] {
  return wholeLines(portal).filter((line) => !/^(\{| {2}\S|$)/.test(line));
}

function wholeLines({ log }: Pick<RunningPortal, "log">): string[] {
  return log().split("\n").slice(0, -1);
}

/** Lines with this request id, once the answer has been logged. */
export async function expectLogged(portal: RunningPortal, requestId: string): Promise<LogLine[]> {
  const lines = () => logLines(portal, requestId).filter((line) => line.requestId === requestId);
  await expect.poll(() => lines().map(({ msg }) => msg), { timeout: 3000 }).toContain("answered");
  return lines();
}

/** CSRF token of the signed-in or anonymous page. */
export function csrfOf(html: string): string {
  const token = /name="csrf" value="([^"]+)"/.exec(html)?.[1];
  if (token === undefined) throw new Error("the page has no form");
  return token;
}
