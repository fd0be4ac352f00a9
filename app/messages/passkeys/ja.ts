import type { passkeys as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const passkeys = {
  "passkey.title": "パスキーでログインする",
  "passkey.lead":
    "スマートフォンやパソコン、セキュリティキーが、指紋、顔、暗証番号でご本人であることを確認します。パスワードは不要です。",
  "passkey.signIn": "パスキーを使う",
  "passkey.usePassword": "パスワードでログインする",
  "passkey.cancelled": "パスキーは使われませんでした。もう一度お試しいただくか、ほかの方法をお選びください。",
  "passkey.known": "この端末には、お客様のアカウントのパスキーがすでにあります。",
  "passkey.failed":
    "ブラウザーでパスキーを使えませんでした。もう一度お試しいただくか、ほかの方法をお選びください。",
  "passkey.noScript":
    "パスキーにはスクリプトが必要ですが、このブラウザーでは無効になっています。ほかの方法をお選びください。",
  "passkey.missing":
    "ブラウザーからパスキーが送られませんでした。スクリプトが実行でき、パスキーに対応したブラウザーが必要です。ほかの方法をお選びください。",
  "passkey.refused":
    "このパスキーは受け付けられませんでした。時間がかかりすぎたか、アカウントから削除されている可能性があります。もう一度お試しいただくか、ほかの方法をお選びください。",

  "passkey.enrol.title": "パスキーの追加",
  "passkey.enrol.answer": "端末でパスキーが作成されると、「{name}」が追加されます。",
  "passkey.enrol.device": "端末での操作",
  "passkey.enrol.lead":
    "パスキーの保存先（この端末、近くのスマートフォン、セキュリティキー）を選ぶ画面がブラウザーに表示されます。今後のログインでは、メールの確認コードの代わりにパスキーをお使いください。",
  "passkey.enrol.submit": "パスキーを作成する",
  "passkey.enrol.other": "ほかのログイン方法に戻る",

  "verify.use.passkey": "パスキーを使う",
  "verify.lead.passkey": "パスキーをお使いください。端末が指紋や顔、暗証番号でご本人であることを確認します。",
  "stepUp.noWayTitle": "まだお手続きいただけません",
  "stepUp.opensAt":
    "ログイン方法が追加されて間もないため、アカウントの保護のため{time}まではこのお手続きの確認に使えません。お急ぎの場合はお電話ください。",
  "stepUp.noWay": "このお手続きの確認に使える方法がありません。お電話でご相談ください。",
  "stepUp.tooNew":
    "追加されて間もないログイン方法は、このお手続きの確認には使えません。ほかの方法を選ぶか、時間をおいてもう一度お試しください。",

  "security.answer.passkey": "ログイン時に<strong>パスキー</strong>が必要です。",
  "security.addPasskey": "パスキーを追加する",
  "security.addPasskeyLead":
    "最も安全な方法です。当社の画面でしか使えないため、偽のサイトでだまし取られることがなく、パスワードなしでログインできます。",
  "activity.what.passkeyRefused": "パスキーの拒否",
  "activity.what.passkeyCopied": "複製されたおそれのあるパスキーの拒否",
} satisfies TranslationOf<typeof english>;
