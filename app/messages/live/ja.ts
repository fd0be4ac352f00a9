import type { live as en } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const live: TranslationOf<typeof en> = {
  "live.updated": "最新の状況に更新しました。",
  "live.again": "最新の情報に更新",
};
