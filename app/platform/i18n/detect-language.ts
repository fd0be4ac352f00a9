import type { Language } from "#domain/shared/money.ts";

const SUPPORTED: readonly Language[] = ["en", "ja"];

export function isLanguage(value: unknown): value is Language {
  return SUPPORTED.some((language) => language === value);
}

/**
 * The language of a page: the customer's choice (cookie `lang`), then the browser's wish (`Accept-Language` with quality
 * values, RFC 9110 12.5.4), then English. Rubbish in either is ignored, never an error.
 */
export function detectLanguage(input: {
  cookie?: string | null | undefined;
  acceptLanguage?: string | null | undefined;
}): Language {
  if (isLanguage(input.cookie)) return input.cookie;
  return preferredLanguage(input.acceptLanguage ?? "") ?? "en";
}

function preferredLanguage(header: string): Language | null {
  let best: { language: Language; quality: number } | null = null;
  // A real header is far shorter; the cap keeps a hostile one cheap.
  for (const part of header.slice(0, 1000).split(",")) {
    const match =
      /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9-]*)?\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i.exec(
        part,
      );
    if (!match) continue;
    const range = match[1]?.toLowerCase();
    const language = range === "*" ? "en" : range;
    const quality = match[2] === undefined ? 1 : Number(match[2]);
    if (!isLanguage(language) || quality === 0) continue;
    if (!best || quality > best.quality) best = { language, quality };
  }
  return best?.language ?? null;
}
