import type { answers as en } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const answers: TranslationOf<typeof en> = {
  "answers.eligibility_eligible.title": "ご住所で回線をご利用いただけます",
  "answers.eligibility_eligible.message":
    "ご住所の確認が終わりました。インターネットのプランをお選びいただけます。",
  "answers.eligibility_eligible.action": "プランを見る",
  "answers.eligibility_ineligible.title": "ご住所では光回線をご利用いただけません",
  "answers.eligibility_ineligible.message":
    "ご住所の確認が終わりました。現在、光回線をご利用いただけません。",
  "answers.eligibility_ineligible.action": "詳しく見る",
  "answers.verification_verified.title": "本人確認が完了しました",
  "answers.verification_verified.message": "本人確認が終わりました。お客様のお手続きはこれで完了です。",
  "answers.verification_verified.action": "本人確認を見る",
  "answers.verification_rejected.title": "本人確認を完了できませんでした",
  "answers.verification_rejected.message":
    "不足している点があります。内容をご確認のうえ、もう一度お送りください。",
  "answers.verification_rejected.action": "不足している点を見る",
};
