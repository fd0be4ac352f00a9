import type { secondStep as english } from "../en/second-step.ts";
import type { TranslationOf } from "../keys.ts";

export const secondStep = {
  "verify.pageTitle": "本人確認",
  "verify.title": "本人確認",
  "verify.lead.mailed":
    "<nb>{email}</nb> に確認コードを送信しました。照合番号 <strong>{reference}</strong> のメールをご覧ください。",
  "verify.lead.notSent": "有効な確認コードがありません。{email} に送信できます。",
  "verify.lead.authenticator": "認証アプリを開き、表示されているコードを入力してください。",
  "verify.lead.recovery_code":
    "保管しているリカバリーコードを1つ入力してください。各コードは1回だけ使えます。",
  "verify.until_other": "有効期限は{time}（残り{count}分）です。",
  "verify.remaining_other": "残り{count}回入力できます",
  "verify.label.mailed_code": "メールの確認コード",
  "verify.label.authenticator": "認証アプリのコード",
  "verify.label.recovery_code": "リカバリーコード",
  "verify.sixDigits": "6桁の数字を入力してください。",
  "verify.recoveryHint": "ABCD-EFGH-JKMN-PQRS のような16文字の英数字です。",
  "verify.trust": "この端末を7日間記憶する",
  "verify.trustHint": "（ログイン時のコード入力を省略します。ご自身の端末でのみお使いください）",
  "verify.signIn": "確認してログインする",
  "verify.resend": "コードを再送信する",
  "verify.sent": "新しいコードを送信しました。以前のコードは使えません。",
  "verify.use.mailed_code": "メールのコードを使う",
  "verify.use.authenticator": "認証アプリを使う",
  "verify.use.recovery_code": "リカバリーコードを使う",
  "verify.back": "ログイン画面に戻る",
  "verify.wrong.mailed_code": "最新のメールのコードと一致しません。ご確認のうえ、もう一度お試しください。",
  "verify.wrong.authenticator":
    "コードが違うか、すでに使われています。次のコードを待って、もう一度お試しください。",
  "verify.wrong.recovery_code":
    "未使用のリカバリーコードと一致しません。ご確認のうえ、もう一度お試しください。",
  "verify.expired": "このコードは期限が切れているか、すでに使われています。新しいコードを送信してください。",
  "verify.usedUp": "間違いが続いたため、このコードは使えなくなりました。新しいコードを送信してください。",
  "verify.wait_other": "コードを送信したばかりです。{count}秒後にもう一度お試しください。",
  "verify.locked_other": "間違いが続いたため、一時的に停止しています。{count}分後にもう一度お試しください。",
  "verify.demo": "確認コードは<link>デモのメール（新しいタブで開きます）</link>で確認できます。",
} satisfies TranslationOf<typeof english>;
