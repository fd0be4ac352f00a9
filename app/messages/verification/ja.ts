import type { verification as english } from "./en.ts";
import { FIGURES } from "../figures.ts";
import type { TranslationOf } from "../keys.ts";

/** The page of the identity check, which is sent without scripts. */
export const verification = {
  "verification.title": "本人確認",
  "verification.answer.not_submitted": "本人確認書類はまだ送信されていません。",
  "verification.answer.submitted": "書類を確認しています。結果はメールでお知らせします。",
  "verification.answer.verified": "本人確認が完了しています。",
  "verification.answer.rejected": "お送りいただいた書類では確認できませんでした。もう一度お送りください。",
  "verification.answer.unknown": "確認の状況を表示できません。お電話またはメールでお問い合わせください。",
  "verification.answer.gone": "現在、確認の状況を表示できません。登録内容に変更はありません。",
  "verification.status": "現在の状況",
  "verification.status.not_submitted": "未提出",
  "verification.status.submitted": "確認中",
  "verification.status.verified": "確認済み",
  "verification.status.rejected": "再提出が必要",
  "verification.status.unknown": "不明",
  "verification.answer.differs": "書類を確認しましたが、ご登録の内容と異なる点があります。",
  "verification.status.differs": "登録内容と不一致",
  "verification.differs": "書類の記載と異なる項目:",
  "verification.differs.name": "お名前",
  "verification.differs.address": "ご住所",
  "verification.differs.birthDate": "生年月日",
  "verification.differs.how":
    "訂正が済むまで、音声通話のできる回線は開通できません。登録のご住所が書類と異なる場合は、「登録情報」でご住所を変更してください。そのほかの項目はお電話でご連絡ください。一緒に訂正いたします（{phone}、{hours}）。",
  "verification.reason": "理由",
  "verification.sentAt": "送信日時",
  "verification.checkedAt": "確認日時",
  "verification.method": "確認の方法",
  "verification.method.jpki": "マイナンバーカードの署名用電子証明書（公的個人認証）",
  "verification.method.ic_chip_face": "書類のICチップの読み取りと、お顔の撮影",
  "verification.method.wallet_credential": "スマートフォンのマイナンバーカード",
  "verification.method.mailed_original": "書類の原本の郵送",
  "verification.method.in_person_ic": "対面での、書類のICチップの読み取り",
  "verification.method.in_person_visual": "対面での、書類の提示",
  "verification.method.mfa_existing_customer": "確認済みのお客様のログイン",
  "verification.method.document_image_upload": "書類の画像",
  "verification.method.unknown": "そのほかの方法（担当者の記録）",
  "verification.notForVoice":
    "この確認方法は、音声通話のできる回線のご契約には使えません。必要な方法は下に記載しています。",

  "verification.send": "書類を送信する",
  "verification.which":
    "在留カード、特別永住者証明書、運転免許証、マイナンバーカードのいずれかで、現在のご住所が記載されたもの。カード全体が写り、文字が読める画像をお選びください。",
  "verification.frontTitle": "おもて面のみ",
  "verification.front":
    "12桁のマイナンバー（個人番号）が記載された面や書類は、絶対に送信しないでください。当社が取り扱うことはできないため、受け付けずに削除します。",
  "verification.file": "おもて面の画像またはPDF",
  "verification.fileHint": `JPEG、PNG、WebP、GIF、AVIF、PDF（${FIGURES.documentMegabytes}MBまで）`,
  "verification.purpose":
    "書類は担当者に送られ、本人確認のためだけに使います。このポータルには保存されません。",
  "verification.submit": "書類を送信",
  "verification.toCheckout": "お申し込みに戻る",
  "verification.back": "元のページに戻る",

  "verification.voice": "音声通話のできる回線",
  "verification.voiceLaw":
    "2026年4月から、音声通話のできる回線の本人確認に書類の画像を使うことは、法律で認められなくなりました。ここで書類を送信するとお申し込みはできますが、ご利用の開始には次のいずれかの確認が必要です。",
  "verification.voice.jpki": "マイナンバーカードの署名用電子証明書（公的個人認証）",
  "verification.voice.chip":
    "マイナンバーカード、運転免許証、在留カードのICチップの読み取り（お顔の撮影、または対面での確認を伴うもの）",
  "verification.voice.wallet": "スマートフォンのマイナンバーカード",
  "verification.voice.post": "書類の原本の郵送",
  "verification.voiceHow":
    "ウェブページからICチップを読み取ることはできません。ご利用いただける方法は担当者がご案内します（{phone}、{hours}）。",

  "verification.fault.missing": "ファイルを選択してください。",
  "verification.fault.empty": "ファイルの中身が空です。別のファイルを選択してください。",
  "verification.fault.tooLarge": "ファイルのサイズが大きすぎます。サイズの小さい画像を選択してください。",
  "verification.fault.kind":
    "対応している画像またはPDFではありません。JPEGまたはPNG形式で保存してから選択してください。",
  "verification.fault.cut": "ファイルが途中で切れています。コピーまたは撮影をやり直してください。",
  "verification.fault.limited_other":
    "送信の回数が多すぎます。{count}分ほど待ってから、もう一度お試しください。",
  "verification.fault.down":
    "書類を受け付けるシステムに接続できません。数分後に、もう一度ファイルを選択してください。重複しても問題ありません。",
  "verification.fault.refused":
    "書類を受け付けるシステムで、このファイルを受け取れませんでした。お電話でお問い合わせください（{phone}、{hours}）。",

  "verification.again": "最新の情報に更新",
  "verification.see": "本人確認の状況",
  "flash.documentSent": "書類を受け付けました。",
} satisfies TranslationOf<typeof english>;
