import type { profile as english } from "../en/profile.ts";
import type { TranslationOf } from "../keys.ts";

/** The pages of the customer's own details, which are sent without scripts. */
export const profile = {
  "profile.title": "登録情報",
  "profile.answer": "ご登録いただいている内容です。",
  "profile.person": "お客様",
  "profile.name": "お名前",
  "profile.kana": "フリガナ",
  "profile.customerNumber": "お客様番号",
  "profile.email": "メールアドレス",
  "profile.phone": "電話番号",
  "profile.birthDate": "生年月日",
  "profile.gender": "性別",
  "profile.gender.male": "男性",
  "profile.gender.female": "女性",
  "profile.gender.unknown": "不明",
  "profile.nationality": "国籍",
  "profile.notGiven": "登録なし",
  "profile.fixed":
    "お名前と生年月日は、本人確認書類で確認した内容です。訂正が必要な場合はサポートにご連絡ください。",
  "profile.address": "ご住所",
  "profile.addressJapanese": "日本語表記",
  "profile.addressBilling": "請求書の表記",
  "profile.changeContact": "電話番号・フリガナを変更する",
  "profile.changeAddress": "住所を変更する",
  "profile.stale":
    "{readAt} に取得した内容です。{since} からお客様情報のシステムが応答していないため、それ以降の変更は反映されていない場合があります。",
  "profile.openTitle": "反映の途中です",
  "profile.open.address": "{time}に入力された新しい住所は、まだすべてのシステムには反映されていません。",
  "profile.open.contact":
    "{time}に入力された電話番号・フリガナは、まだすべてのシステムには反映されていません。",
  "profile.hasBilling": "請求には反映済みです。お客様情報のシステムにも自動で反映されます。",
  "profile.hasNone": "自動で反映を続けますので、お手続きは不要です。",
  "profile.parkedTitle": "担当者が対応します",
  "profile.parked.address": "{time}に入力された新しい住所を、一部のシステムに登録できませんでした。",
  "profile.parked.contact": "{time}に入力された電話番号・フリガナを、一部のシステムに登録できませんでした。",
  "profile.parkedHelp":
    "担当者に通知済みです。もう一度入力していただくか、サポートにお問い合わせいただくこともできます。",

  "contact.title": "電話番号・フリガナ",
  "contact.answer": "ご連絡のつく電話番号と、お名前の読み方をご登録ください。",
  "contact.phoneHint": "例: 090-1234-5678、03-1234-5678。海外の番号は「+」と国番号から入力してください。",
  "contact.lastNameKana": "姓（フリガナ）",
  "contact.firstNameKana": "名（フリガナ）",
  "contact.kanaHint": "例: ヨシダ。ひらがなはカタカナに変換されます。音声通話SIMのお申し込みに必要です。",
  "contact.save": "保存する",
  "contact.purpose": "お申し込み・訪問工事・ご請求に関するご連絡と、音声回線の開通手続きに使用します。",

  "newAddress.title": "住所の変更",
  "newAddress.answer": "請求書や郵便物のお届け先です。サービスの設置場所は変わりません。",
  "newAddress.save": "この住所を保存する",
  "newAddress.eligibility":
    "光回線の提供状況をお問い合わせ済みの場合、住所を変更すると結果は無効になります。新しい住所で改めてお問い合わせください。",

  "profile.fault.phoneMissing": "電話番号を入力してください。",
  "profile.fault.phone":
    "通話のできる電話番号を入力してください（例: 090-1234-5678）。海外の番号は「+」と国番号から入力してください。",
  "profile.fault.kana": "フリガナはカタカナまたはひらがなで、60文字以内で入力してください。",
  "profile.fault.refused":
    "一部のシステムに登録できませんでした。内容をご確認ください。誤りがない場合は担当者が登録しますので、このままお待ちください。",

  "flash.profileChanged": "すべてのシステムに保存しました。メールでもお知らせしています。",
  "flash.profileKept": "保存しました。一部のシステムにはまだ反映されていませんが、自動で反映されます。",
  "activity.what.addressChanged": "住所を変更した",
  "activity.what.contactChanged": "電話番号・フリガナを変更した",
} satisfies TranslationOf<typeof english>;
