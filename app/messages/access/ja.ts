import type { access as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const access = {
  "protect.title": "セキュリティ",
  "protect.password": "パスワード",
  "protect.passwordBody": "ログインに使うパスワードを変更します。",
  "protect.factors": "パスキー、認証アプリ、リカバリーコード",
  "protect.factorsBody": "ログイン時の2段階目の確認方法です。",
  "protect.email": "メールアドレス",
  "protect.emailBody": "ログインに使うアドレスを変更します。",
  "protect.sessions": "ログイン中の端末",
  "protect.sessionsBody": "端末を確認し、ログアウトできます。",
  "protect.activity": "アカウントの履歴",
  "protect.activityBody": "ログインや変更の記録を確認できます。",
  "protect.export": "お客様の情報の写し",
  "protect.exportBody": "当社が保有する情報をダウンロードできます。",

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
  "reset.link": "パスワードをお忘れですか？",
  "reset.pageTitle": "新しいパスワード",
  "reset.title": "新しいパスワードを設定する",
  "reset.lead":
    "保存すると、すべての端末がログアウトされます。そのあと、新しいパスワードでログインしてください。",
  "reset.invalidTitle": "このリンクは使えなくなりました",
  "reset.invalidBody":
    "リンクは{minutes}分間、一度だけ使えます。最初に設定されたパスワードが有効です。もう一度お申し込みください。",
  "reset.again": "リンクを申し込む",
  "reset.doneTitle": "新しいパスワードを保存しました",
  "reset.doneBody": "すべての端末がログアウトされました。新しいパスワードでログインしてください。",

  "limit.idle": "アカウントの保護のため、ほかのページを開かない場合は{time}にログアウトします。",
  "limit.nearTitle": "{time}にログアウトします",
  "limit.nearBody": "ページを開くか、フォームを送信すると、ログインしたまま続けられます。",
  "limit.absoluteTitle": "{time}にログアウトします",
  "limit.absoluteBody":
    "ログインの有効期限が近づいています。入力中の内容は今すぐ送信してください。もう一度ログインすると続けられます。",
} satisfies TranslationOf<typeof english>;
