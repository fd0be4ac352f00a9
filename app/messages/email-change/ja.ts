import type { emailChange as english } from "./en.ts";
import { FIGURES } from "../figures.ts";
import type { TranslationOf } from "../keys.ts";

export const emailChange = {
  "emailChange.title": "メールアドレス",
  "emailChange.answer":
    "ログインには<strong>{email}</strong>をお使いいただいています。当社からのメールもこちらにお送りします。",
  "emailChange.unsynced":
    "請求とサポートの登録は、まだ以前のアドレスの可能性があります。新しいアドレスは自動で反映されます。",
  "emailChange.new": "メールアドレスの変更",
  "emailChange.field": "新しいメールアドレス",
  "emailChange.hint": "確認コードをお送りします。入力が済むまで、アドレスは変わりません。",
  "emailChange.submit": "コードを送信する",
  "emailChange.same": "現在のメールアドレスと同じです。",
  "emailChange.taken": "このメールアドレスは使えなくなりました。別のアドレスを入力してください。",
  "emailChange.tooLong": `メールアドレスは${FIGURES.emailLength}文字以内で入力してください。`,
  "emailChange.limited_other": "コードの送信回数が多すぎます。{count}分後にもう一度お試しください。",
  "emailChange.confirm": "新しいアドレスの確認",
  "emailChange.notArrived":
    "届かない場合は、入力したアドレスと迷惑メールフォルダーをご確認ください。ご利用いただけないアドレスには、コードを送信しません。",
  "emailChange.confirmSubmit": "メールアドレスを変更する",
  "emailChange.other": "別のアドレスを使う",
  "flash.emailChanged":
    "メールアドレスを変更しました。以前のアドレスにもお知らせしています。一定期間は、以前のアドレスから変更を取り消せます。",

  "emailUndo.pageTitle": "メールアドレスの変更の取り消し",
  "emailUndo.title": "メールアドレスの変更を取り消す",
  "emailUndo.lead":
    "ログインに使うアドレスを元に戻します。すべての端末をログアウトします。パスワードは新しく設定するまで使えなくなり、変更の前後に追加されたログイン方法は削除します。",
  "emailUndo.submit": "変更を取り消す",
  "emailUndo.doneTitle": "変更を取り消しました",
  "emailUndo.doneBody":
    "以前のアドレスに戻し、すべての端末をログアウトしました。第三者にパスワードを知られていたおそれがあるため、これまでのパスワードは使えません。新しいパスワードを設定してください。",
  "emailUndo.setPassword": "新しいパスワードを設定する",
  "emailUndo.invalidTitle": "このリンクは使えません",
  "emailUndo.invalidBody":
    "リンクは一定期間、一度だけ使えます。変更に心当たりがない場合はお電話ください。お手続きをご案内します。",
  "emailUndo.takenTitle": "こちらでは取り消せません",
  "emailUndo.takenBody": "以前のアドレスは、現在ほかのアカウントで使われています。お電話でご相談ください。",

  "activity.what.emailAsked": "新しいアドレスへの確認コードのメール送信",
  "activity.what.emailChanged": "メールアドレスの変更",
  "activity.what.emailUndone": "以前のアドレスからのメールアドレス変更の取り消し",
} satisfies TranslationOf<typeof english>;
