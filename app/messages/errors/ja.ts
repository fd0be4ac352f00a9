import type { errors as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const errors = {
  "error.VALIDATION_FAILED.body":
    "アドレスまたは入力内容の形式が正しくありません。変更は行われていません。前のページに戻って、もう一度お試しください。",
  "error.NOT_FOUND.title": "ページが見つかりません",
  "error.NOT_FOUND.body": "アドレスが間違っているか、ページが移動した可能性があります。",
  "error.INTERNAL.title": "システムに問題が発生しました",
  "error.INTERNAL.body":
    "直前の操作が保存されたかどうかを確認できません。繰り返す前に、内容を確認してください。担当者に通知しました。",
  "error.reference": "照会番号 {reference}",
  "error.home": "ホームに戻る",
  "error.retry": "もう一度試す",
  "error.help": "ヘルプ・お問い合わせ",

  "form.problem": "入力内容をご確認ください",
  "form.required": "入力してください。",
  "form.email": "メールアドレスを入力してください（例：name@example.com）。",
  "form.unreadable": "入力内容を正しく受け取れませんでした。もう一度入力してください。",
  "form.tooLong": "長すぎます。短くしてください。",
} satisfies TranslationOf<typeof english>;
