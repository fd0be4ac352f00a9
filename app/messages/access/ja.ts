import type { access as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const access = {
  "protect.title": "セキュリティ",
  "protect.password": "パスワード",
  "protect.passwordBody": "ログインに使うパスワードを変更します。",
  "protect.factors": "パスキー、認証アプリ、リカバリーコード",
  "protect.factorsBody": "ログイン時の2段階認証の方法です。",
  "protect.email": "メールアドレス",
  "protect.emailBody": "ログインに使うアドレスを変更します。",
  "protect.sessions": "ログイン中の端末",
  "protect.sessionsBody": "端末を確認し、ログアウトできます。",
  "protect.activity": "アカウントの履歴",
  "protect.activityBody": "ログインや変更の記録を確認できます。",
  "protect.export": "お客様データのダウンロード",
  "protect.exportBody": "当社が保有するお客様の情報をダウンロードできます。",

  "password.title": "パスワードの変更",
  "password.answer": "保存すると、ほかの端末はすべてログアウトされます。",
  "password.current": "現在のパスワード",
  "password.new": "新しいパスワード",
  "password.newHint":
    "{min}文字以上。互いに関係のない言葉をいくつか並べると、覚えやすく推測されにくくなります。",
  "password.repeat": "新しいパスワード（確認）",
  "password.save": "新しいパスワードを保存する",
  "password.forgot": "現在のパスワードが分からない場合は<link>メールで再設定</link>できます。",
  "flash.passwordChanged": "パスワードを変更しました。ほかの端末はすべてログアウトされています。",
  "flash.otherPasswordReset":
    "リンクの対象のアカウントに新しいパスワードを保存し、そのアカウントの端末をすべてログアウトしました。このブラウザーは引き続き{name}様のアカウントでログイン中です。別のアカウントをご利用になる場合は、先にログアウトしてください。",
  "flash.accountReady": "アカウントの準備ができました。",
  "reset.link": "パスワードをお忘れの方",
  "reset.pageTitle": "新しいパスワード",
  "reset.title": "新しいパスワードを設定する",
  "reset.lead":
    "保存すると、すべての端末がログアウトされます。そのあと、新しいパスワードでログインしてください。",
  "reset.invalidTitle": "このリンクは使えなくなりました",
  "reset.invalidBody":
    "リンクは{minutes}分間、一度だけ使えます。パスワードが設定されると、以前のリンクは使えません。もう一度リンクを送信してください。",
  "reset.again": "リンクを再送信する",
  "reset.doneTitle": "新しいパスワードを保存しました",
  "reset.doneBody": "すべての端末がログアウトされました。新しいパスワードでログインしてください。",

  "limit.idle": "操作がない場合は、{time}に自動でログアウトします。",
  "limit.nearTitle": "{time}にログアウトします",
  "limit.nearBody": "ページを開くか、フォームを送信すると、ログインしたまま続けられます。",
  "limit.absoluteTitle": "{time}にログアウトします",
  "limit.absoluteBody":
    "ログインの有効期限が近づいています。入力中の内容は今すぐ送信してください。もう一度ログインすると続けられます。",
} satisfies TranslationOf<typeof english>;
