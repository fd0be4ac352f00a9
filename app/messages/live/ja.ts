import type { live as en } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const live: TranslationOf<typeof en> = {
  "live.updated": "状況が変わったため、表示を更新しました。",
  "live.again": "最新の状況を確認する",
};
