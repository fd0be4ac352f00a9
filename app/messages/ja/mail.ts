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

  "mail.availability.subject": "【{brand}】ご住所の確認を受け付けました",
  "mail.availability.what":
    "建物でご利用いただけるインターネット回線の確認を受け付けました。1〜2営業日かかります。",
  "mail.availability.next":
    "結果はメールでお知らせします。お申し込みにはならず、費用もかかりません。確認の状況：{url}",
  "mail.availability.ask": "ご不明な点は、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。",

  "mail.factor.subject": "【{brand}】ログイン方法の変更のお知らせ",
  "mail.factor.authenticatorAdded":
    "{brand}のアカウントに認証アプリ「{factor}」が追加されました。今後のログインでは、メールの確認コードの代わりに認証アプリのコードを入力していただきます。",
  "mail.factor.passkeyAdded": "{brand}のアカウントにパスキー「{factor}」が追加されました。",
  "mail.factor.renamed": "{brand}のアカウントのログイン方法の名前が「{factor}」に変更されました。",
  "mail.factor.removed": "{brand}のアカウントのログイン方法から「{factor}」が削除されました。",
  "mail.factor.codesMade":
    "{brand}のアカウントのリカバリーコードが新しく作成されました。以前のコードは使えません。",
  "mail.factor.codeUsed": "{brand}のアカウントに、リカバリーコードを使ったログインがありました。",
  "mail.factor.you": "お客様ご自身によるお手続きの場合、ご対応は不要です。",
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
