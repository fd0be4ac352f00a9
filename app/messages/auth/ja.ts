import type { auth as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const auth = {
  "auth.login.pageTitle": "ログイン",
  "auth.login.title": "おかえりなさい",
  "auth.login.lead":
    "ログインすると、インターネットとモバイルのお申し込み、ご請求、お客様情報を確認できます。",
  "auth.login.email": "メールアドレス",
  "auth.login.password": "パスワード",
  "auth.login.remember": "ログイン状態を保持する",
  "auth.login.rememberHint": "（この端末のみ）",
  "auth.login.submit": "ログインする",
  "auth.login.passkey": "パスキーでログインする",
  "auth.login.emailMissing": "メールアドレスを入力してください。",
  "auth.login.emailTooLong": "メールアドレスを入力してください（例：name@example.com）。",
  "auth.login.passwordMissing": "パスワードを入力してください。",
  "auth.login.passwordTooLong": "パスワードが長すぎます。",
  "auth.login.wrong": "メールアドレスまたはパスワードが違います。両方を確認して、もう一度お試しください。",
  "auth.login.locked":
    "パスワードの間違いが続いたため、一時的にログインを停止しています。{minutes}分後にもう一度お試しください。",
  "auth.login.trouble": "ログインできない場合は<link>ヘルプ・お問い合わせ</link>をご覧ください。",
  "auth.login.new": "初めての方は<link>ご利用開始の手続き</link>へお進みください。",
  "auth.login.transfer": "ご契約中でこのポータルが初めての方は<link>アカウントを移行</link>できます。",

  "auth.ended.title": "ログアウトしました",
  "auth.ended.body":
    "しばらく操作がなかったか、別の端末でログアウトされました。もう一度ログインすると、元のページに戻ります。",
  "auth.again.title": "もう一度ログインしてください",
  "auth.again.body": "2段階認証が時間内に終わらなかったか、すでに完了しています。",
  "auth.signedOut.title": "ログアウトが完了しました",
  "auth.signedOut.body": "このブラウザーでアカウントを開くには、もう一度ログインが必要です。",
  "auth.closed.title": "メンテナンスのためログインを停止しています",
  "auth.closed.body": "ログインの再開まで、しばらくお待ちください。数分後にもう一度お試しください。",

  "auth.demo.title": "これはデモです",
  "auth.demo.body":
    "人物と金額はすべて架空のものです。パスワードは共通で <code>{password}</code> です。続いて入力する確認コードは、下の「デモで作成したメール」で確認できます。",
  "auth.demo.logins": "デモ用のログイン",
  "auth.demo.outbox": "デモで作成したメール",
} satisfies TranslationOf<typeof english>;
