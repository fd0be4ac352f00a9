import { expect, test } from "vitest";
import { messagesOf } from "./messages.server.ts";

/** Words that style.md retires, and what is written instead. Placeholders are no words of ours. */
const RETIRED = {
  en: [
    [/(?<!e-)\bmail(?:s|ed|box)?\b(?! server)/, "e-mail, and post for letters"],
    [/\bgo on\b|\blook again\b|\bcheck again\b|\bread again\b/, "Continue, Refresh"],
    [/\ba person\b|\bour team\b|\bcontact support\b/, "our staff, contact us"],
    [/\bsome(?:body)\b|\bnobody\b|\beverybody\b/, "someone, no one, everyone"],
    [/\blogins?\b|\bways? to sign in\b/, "account, sign-in method"],
    [/\bsecond step\b/, "two-step verification"],
    [/\bproof who you are\b/, "identity check"],
    [/\btake back\b|\bwithdraw\b/, "cancel"],
    [/\bfirst eight days\b/, "within 8 days"],
    [/\bcontract is made\b/, "contract is concluded"],
    [/\bpapers\b/, "documents"],
    [/\bstill due\b/, "balance due"],
    [/\bflats?\b|\bowners? of the lines?\b/, "apartment, line operator"],
    [/\bpresent company\b/, "current carrier"],
    [/\b(?:first|last) names?\b/, "given name, family name"],
    [/\bto come\b/, "a status of the list"],
    [/\bnot answering\b/, "not responding"],
    [/\bby hand\b|\bany more\b|\bby itself\b|\bas a rule\b/, "manually, no longer, automatically, usually"],
    [/\bunwanted mail\b|\bnetwork address\b/, "spam folder, IP address"],
    [/\b(?:sorry|oops)\b/, "nothing"],
  ],
  ja: [
    [/再読み込み/, "最新の情報に更新"],
    [/当社の者/, "担当者"],
    [/2段階目の確認/, "2段階認証"],
    [/ご利用明細|期首|期末/, "ご請求・お支払い履歴"],
    [/クレジット残高/, "お預かり金"],
    [/応答していません/, "接続できません"],
    [/お客さま/, "お客様"],
    [/ブラウザ(?!ー)|サーバ(?!ー)|フォルダ(?!ー)/, "長音を付ける"],
    [/させていただ|申し訳/, "です・ます"],
  ],
} as const;

/** Words as they have to be, because somebody else's screen or a law says so. */
const SAID_BY_OTHERS = new Set(["shop.addon.voiceMail"]);

test.each(["en", "ja"] as const)("no text in %s has a word that style.md retires", (language) => {
  const faults = Object.entries(messagesOf(language)).flatMap(([key, text]) => {
    const words = text.replace(/\{\w+\}/g, "").toLowerCase();
    return RETIRED[language]
      .filter(([word]) => word.test(words) && !SAID_BY_OTHERS.has(key))
      .map(([word, instead]) => `${key}: ${word.source} (write: ${instead}): ${text}`);
  });
  expect(faults).toEqual([]);
});
