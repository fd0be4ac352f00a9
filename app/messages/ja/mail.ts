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

  "mail.reset.subject": "【{brand}】パスワード再設定のご案内",
  "mail.reset.what":
    "{brand}のアカウントで、パスワードの再設定が申し込まれました。次のリンクを開いて、新しいパスワードを設定してください。",
  "mail.reset.link": "{url}",
  "mail.reset.valid": "リンクは{minutes}分間、一度だけ使えます。",
  "mail.reset.notYou":
    "心当たりがない場合、お手続きは不要です。パスワードは変わりません。このメールが続けて届く場合は、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。",

  "mail.passwordChanged.subject": "【{brand}】パスワード変更のお知らせ",
  "mail.passwordChanged.what": "{brand}のアカウントのパスワードが変更されました。",
  "mail.passwordChanged.ended":
    "ほかの端末はすべてログアウトされました。お客様ご自身による変更の場合、ほかのお手続きは不要です。",
  "mail.passwordChanged.notYou":
    "心当たりがない場合は、すぐに {url} で新しいパスワードを設定し、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。",
} satisfies TranslationOf<typeof english>;
