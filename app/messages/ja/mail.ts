import type { mail as english } from "../en/mail.ts";
import type { TranslationOf } from "../keys.ts";

export const mail = {
  "mail.newDevice.subject": "【{brand}】新しい端末からのログインのお知らせ",
  "mail.greeting": "{name} 様",
  "mail.greetingNobody": "お客様",
  "mail.newDevice.what": "{brand}のアカウントに、これまで利用のなかった端末からログインがありました。",
  "mail.time": "日時：{time}",
  "mail.device": "端末：{device}",
  "mail.unknownDevice": "確認できません",
  "mail.newDevice.you": "お客様ご自身によるログインの場合、お手続きは不要です。",
  "mail.notYou":
    "心当たりがない場合は、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。当社でログイン状態を解除し、パスワードの再設定をご案内します。",
  "mail.portal": "お客様のアカウント：{url}",
  "mail.never": "当社がメールや電話でパスワードをお尋ねすることはありません。",

  "mail.code.subject": "【{brand}】確認コードのお知らせ",
  "mail.code.signIn": "{brand}へのログインを続けるには、次の確認コードを入力してください。",
  "mail.code.stepUp": "{brand}でのお手続きを続けるには、次の確認コードを入力してください。",
  "mail.code.code": "確認コード：{code}",
  "mail.code.reference": "画面の照合番号：{reference}",
  "mail.code.until": "有効期限：{until}",
  "mail.code.secret":
    "確認コードは当社の画面にのみ入力してください。当社の者がコードをお尋ねすることはありません。",
  "mail.code.notYouSignIn":
    "ログインした覚えがない場合は、第三者にパスワードを知られているおそれがあります。このコードがなければログインはできません。お電話（{phone}、{hours}）またはメール（{email}）でご連絡ください。パスワードの再設定をご案内します。",
  "mail.signature": "{company}\n{address}",
} satisfies TranslationOf<typeof english>;
