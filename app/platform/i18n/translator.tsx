import { Fragment, type ReactNode } from "react";
import { plainNumber } from "#domain/shared/money-format.ts";
import type { Language } from "#domain/shared/money.ts";
import type { MessageKey, Messages, ParamsOf, TagsOf } from "~/messages/keys.ts";

type Value = string | number;
type Wrap = (children: ReactNode) => ReactNode;

type TextArgs<K extends MessageKey> = [ParamsOf<K>] extends [never]
  ? []
  : [params: Record<ParamsOf<K>, Value>];
type RichArgs<K extends MessageKey> = [ParamsOf<K> | TagsOf<K>] extends [never]
  ? []
  : [values: Record<ParamsOf<K>, ReactNode> & Record<TagsOf<K>, Wrap>];

export type Translator = {
  language: Language;
  /** The message as text. Numbers are grouped; `count` chooses between `_one` and `_other`. */
  t: <K extends MessageKey>(key: K, ...args: TextArgs<K>) => string;
  /**
   * The message as nodes: values may be nodes, and each `<tag>` of the message is rendered by the function of that name
   * (`strong` and `nb`, no break, are known). Only the catalogue's own text is read for tags: a value is never markup.
   */
  rich: <K extends MessageKey>(key: K, ...args: RichArgs<K>) => ReactNode;
};

const DEFAULT_TAGS: Record<string, Wrap> = {
  strong: (children) => <strong>{children}</strong>,
  nb: (children) => <span className="nb">{children}</span>,
};

/** Made once: they take longer than the page's texts together. */
const PLURALS = { en: new Intl.PluralRules("en"), ja: new Intl.PluralRules("ja") };

/** A translator over one language's messages. A key that the catalogue lacks throws: types forbid it, a test proves it. */
export function createTranslator(language: Language, messages: Messages): Translator {
  const plural = PLURALS[language];

  function template(key: string, count: unknown): string {
    const found =
      messages[key] ??
      (typeof count === "number" ? messages[`${key}_${plural.select(count)}`] : undefined) ??
      messages[`${key}_other`];
    if (found === undefined) throw new Error(`no ${language} message ${key}`);
    return found;
  }

  function t(key: string, values: Record<string, Value> = {}): string {
    return template(key, values["count"]).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? plainNumber(value, language) : value;
    });
  }

  function rich(key: string, values: RichContext["values"] = {}): ReactNode {
    const context: RichContext = { values, language };
    return renderRich(template(key, context.values["count"]), context);
  }

  // Written with loose types: comparing two generic signatures over all keys is more than the compiler is willing to do.
  return { language, t, rich: rich as Translator["rich"] };
}

type RichContext = { values: Record<string, ReactNode | Wrap>; language: Language };

function renderRich(text: string, context: RichContext): ReactNode {
  const nodes: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(/\{(\w+)\}|<(\w+)>([\s\S]*?)<\/\2>/g)) {
    if (match.index > from) nodes.push(text.slice(from, match.index));
    from = match.index + match[0].length;
    nodes.push(renderMatch(match, context));
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes.map((node, index) => <Fragment key={index}>{node}</Fragment>);
}

function renderMatch([whole, name, tag, inner]: RegExpExecArray, context: RichContext): ReactNode {
  if (name !== undefined) {
    const value = context.values[name];
    if (value === undefined || typeof value === "function") return whole;
    return typeof value === "number" ? plainNumber(value, context.language) : value;
  }
  const children = renderRich(inner ?? "", context);
  const wrap = tag === undefined ? undefined : (context.values[tag] ?? DEFAULT_TAGS[tag]);
  return typeof wrap === "function" ? wrap(children) : children;
}
