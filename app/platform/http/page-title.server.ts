import { messagesOf } from "~/messages/messages.server.ts";
import type { RequestContext } from "./request-context.server.ts";
import { createTranslator, type Translator } from "../i18n/translator.tsx";

const translators = {
  en: createTranslator("en", messagesOf("en")),
  ja: createTranslator("ja", messagesOf("ja")),
};

/** The translator of this request, for texts that are made on the server: titles, files, mail. */
export function translatorOf({ language }: Pick<RequestContext, "language">): Translator {
  return translators[language];
}

/** `Invoices | Mihon Telecom`. */
export function pageTitle(context: RequestContext, title: string): string {
  return `${title} | ${context.app.config.company.brand[context.language]}`;
}
