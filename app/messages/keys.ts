import type { en } from "./en.ts";

/** One language's texts by key, as the translator reads them. */
export type Messages = Readonly<Record<string, string>>;

/** The same area in another language: every key must be there; languages without a singular have only `_other`. */
export type TranslationOf<Area> = {
  readonly [Key in keyof Area as Key extends `${string}_one` ? never : Key]: string;
};

type All = typeof en;

type BaseOf<Key> = Key extends `${infer Base}_one` ? Base : Key extends `${infer Base}_other` ? Base : Key;

/** What `t` and `rich` accept; `invoices.count` stands for `invoices.count_one` and `invoices.count_other`. */
export type MessageKey = BaseOf<keyof All>;

type TextOf<Key extends string> = Key extends keyof All
  ? All[Key]
  : `${Key}_other` extends keyof All
    ? All[`${Key}_other`]
    : never;

type Placeholders<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Tags<Text> = Text extends `${string}</${infer Name}>${infer Rest}` ? Name | Tags<Rest> : never;

/** Names of the `{placeholders}` of a message, and `count` for plurals. */
export type ParamsOf<Key extends MessageKey> = Key extends keyof All
  ? Placeholders<TextOf<Key>>
  : Placeholders<TextOf<Key>> | "count";

/** Names of the `<tags>` of a message that the caller must render; `strong` and `nb` (no break) are known to all. */
export type TagsOf<Key extends MessageKey> = Exclude<Tags<TextOf<Key>>, "strong" | "nb">;
