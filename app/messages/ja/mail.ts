import type { mail as english } from "../en/mail.ts";
import type { TranslationOf } from "../keys.ts";

export const mail = {
  "mail.newDevice.subject": "【{brand}】新しい端末からのログインのお知らせ",
  "mail.newDevice.greeting": "{name} 様",
  "mail.newDevice.greetingNobody": "お客様",
  "mail.newDevice.what": "{brand}のアカウントに、これまで利用のなかった端末からログインがありました。",
  "mail.newDevice.time": "日時：{time}",
  "mail.newDevice.device": "端末：{device}",
  "mail.newDevice.unknownDevice": "確認できません",
  "mail.newDevice.you": "お客様ご自身によるログインの場合、お手続きは不要です。",
  "mail.newDevice.notYou":
    "心当たりがない場合は、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。当社でログイン状態を解除し、パスワードの再設定をご案内します。",
  "mail.newDevice.portal": "お客様のアカウント：{url}",
  "mail.newDevice.never": "当社がメールや電話でパスワードをお尋ねすることはありません。",
  "mail.signature": "{company}\n{address}",
} satisfies TranslationOf<typeof english>;
