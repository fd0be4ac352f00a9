import { messagesOf } from "~/messages/messages.server.ts";
import type { RequestContext } from "../request/request-context.server.ts";
import { createTranslator, type Translator } from "../i18n/translator.tsx";

const translators = {
  en: createTranslator("en", messagesOf("en")),
  ja: createTranslator("ja", messagesOf("ja")),
};

/** The translator of this request, for texts that are made on the server: titles, files, mail. */
export function translatorOf({ language }: Pick<RequestContext, "language">): Translator {
  return translators[language];
}

/** Requests whose form was refused: `meta` is not told what an action returned, so the loader's title has to say it. */
const refused = new WeakSet<RequestContext>();

/** Called by an action that answers with its page again: the title of that page begins with "Error". */
export function markRefused(context: RequestContext): void {
  refused.add(context);
}

export function isRefused(context: RequestContext): boolean {
  return refused.has(context);
}

/** `Invoices | Mihon Telecom`. */
export function pageTitle(context: RequestContext, title: string): string {
  const page = `${title} | ${context.app.config.company.brand[context.language]}`;
  return refused.has(context) ? translatorOf(context).t("form.errorTitle", { title: page }) : page;
}
