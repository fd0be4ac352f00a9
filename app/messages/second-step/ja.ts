import type { secondStep as english } from "./en.ts";
import { FIGURES } from "../figures.ts";
import type { TranslationOf } from "../keys.ts";

export const secondStep = {
  "verify.pageTitle": "2段階認証",
  "verify.title": "2段階認証",
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
  "verify.recoveryHint": "16文字の英数字です（例：ABCD-EFGH-JKMN-PQRS）。",
  "verify.trust": "この端末を記憶する",
  "verify.trustHint": "（一定期間、ログイン時のコード入力を省略します。ご自身の端末でのみお使いください）",
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

  "stepUp.title": "お手続きの確認",
  "stepUp.lead":
    "アカウントを保護するため、このお手続きの前にご本人であることの確認をお願いしています。入力内容は保持されます。",
  "stepUp.send": "コードを送信する",
  "stepUp.sent": "コードを送信しました。",
  "stepUp.submit": "確認する",
  "flash.stepUpDone":
    "確認ができました。入力内容はそのまま残っています。もう一度ボタンを押して、お手続きを完了してください。",
  "stepUp.cancel": "変更せずに戻る",

  "security.title": "ログイン方法",
  "security.answer.mail": "ログイン時に<strong>メールの確認コード</strong>の入力が必要です。",
  "security.answer.app": "ログイン時に<strong>認証アプリのコード</strong>の入力が必要です。",
  "security.factors": "登録済みのログイン方法",
  "security.noFactors":
    "パスワードとメールの確認コードのみが登録されています。パスキーや認証アプリを使うと、メールを見られてもログインされないため、より安全です。",
  "security.kind.authenticator": "認証アプリ",
  "security.kind.passkey": "パスキー",
  "security.added": "追加：{time}",
  "security.lastUsed": "最終利用：{time}",
  "security.notUsed": "まだ使われていません",
  "security.addApp": "認証アプリを追加する",
  "security.name": "名前",
  "security.nameHint": "お使いのスマートフォンの名前など、見分けやすいものを入力してください。",
  "security.nameMissing": "名前を入力してください。",
  "security.nameTooLong": `名前は${FIGURES.factorNameLength}文字以内で入力してください。`,
  "security.addAppAction": "次へ進む",
  "security.codes": "リカバリーコード",
  "security.noCodes": "リカバリーコードはありません。",
  "security.codesLeft_other": "未使用のコードが{count}個あります。",
  "security.codesHint": "スマートフォンやメールが使えないときに、ログインするためのコードです。",
  "security.makeCodes": "リカバリーコードを作成する",
  "security.replaceCodes": "リカバリーコードを作り直す",
  "security.newCodes": "新しいリカバリーコード",
  "security.newCodesAnswer":
    "他の人の目に触れない場所に保管してください。<strong>コードは再表示されません。</strong>",
  "security.newCodesHint": "各コードは、パスキーや、認証アプリ・メールのコードの代わりに1回だけ使えます。",
  "security.fileHeading": "{brand}：リカバリーコード",
  "security.download": "テキストでダウンロード",
  "security.codesKept": "保管しました",
  "security.rename": "名前の変更",
  "security.renameAction": "名前を保存する",
  "security.remove": "削除",
  "security.removeBody.authenticator":
    "このアプリのコードは使えなくなります。ほかに認証アプリやパスキーがない場合は、メールの確認コードに戻ります。",
  "security.removeBody.passkey":
    "このパスキーではログインできなくなります。端末からも削除してください。ほかにパスキーや認証アプリがない場合は、メールの確認コードに戻ります。",
  "security.removeAction.authenticator": "このアプリを削除する",
  "security.removeAction.passkey": "このパスキーを削除する",
  "security.keep": "削除しない",

  "enrol.title": "認証アプリの追加",
  "enrol.answer": "最初のコードを確認できると、「{name}」が追加されます。",
  "enrol.scan": "1. アプリに登録する",
  "enrol.qr": "アプリ用の設定キーのQRコード",
  "enrol.byHand": "アプリでQRコードを読み取るか、次のキーを直接入力してください。",
  "enrol.onThisDevice": "この端末のアプリを開く",
  "enrol.confirm": "2. コードを入力する",
  "enrol.codeHint": "30秒ごとに変わる6桁の数字です。",
  "enrol.wrong":
    "アプリのコードと一致しません。端末の時刻を確認し、次のコードを待って、もう一度お試しください。",
  "enrol.submit": "アプリを追加する",
} satisfies TranslationOf<typeof english>;
