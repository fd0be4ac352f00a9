import type { profile as english } from "./en.ts";
import { FIGURES } from "../figures.ts";
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
  "profile.fixed": "お名前と生年月日は、この画面では変更できません。訂正が必要な場合はお問い合わせください。",
  "profile.address": "ご住所",
  "profile.addressJapanese": "日本語表記",
  "profile.addressBilling": "請求書の表記",
  "profile.changeContact": "電話番号・フリガナを変更する",
  "profile.changeAddress": "住所を変更する",
  "profile.changePersonal": "性別・国籍を変更する",
  "profile.offers": "お得な情報のメール",
  "profile.offers.yes": "受け取る",
  "profile.offers.no": "受け取らない",
  "profile.offersSince": "同意された日時",
  "profile.offersPurpose":
    "同意いただいた場合のみお送りします。お申し込み・ご請求・サービスに関するメールは、同意にかかわらずお送りします。",
  "profile.changeOffers": "設定を変更する",
  "profile.stale":
    "{readAt}時点の内容です。{since}からお客様情報のシステムに接続できないため、その後の変更は反映されていない場合があります。",
  "profile.openTitle": "反映の途中です",
  "profile.open.address": "{time}に入力された新しい住所は、まだすべてのシステムには反映されていません。",
  "profile.open.contact":
    "{time}に入力された電話番号・フリガナは、まだすべてのシステムには反映されていません。",
  "profile.open.personal": "{time}に入力された性別・国籍は、まだすべてのシステムには反映されていません。",
  "profile.open.offers":
    "{time}に選択されたお得な情報のメールの設定は、まだすべてのシステムには反映されていません。",
  "profile.hasBilling": "請求には反映済みです。お客様情報のシステムにも自動で反映されます。",
  "profile.hasNone": "自動で反映を続けますので、お手続きは不要です。",
  "profile.parkedTitle": "担当者が対応します",
  "profile.parked.address": "{time}に入力された新しい住所を、一部のシステムに登録できませんでした。",
  "profile.parked.contact": "{time}に入力された電話番号・フリガナを、一部のシステムに登録できませんでした。",
  "profile.parked.personal": "{time}に入力された性別・国籍を、一部のシステムに登録できませんでした。",
  "profile.parked.offers":
    "{time}に選択されたお得な情報のメールの設定を、一部のシステムに登録できませんでした。",
  "profile.parkedHelp":
    "担当者に通知済みです。もう一度入力していただくか、お問い合わせいただくこともできます。",

  "contact.title": "電話番号・フリガナ",
  "contact.answer": "ご連絡のつく電話番号と、お名前の読み方をご登録ください。",
  "contact.phoneHint": "例：090-1234-5678、03-1234-5678。海外の番号は「+」と国番号から入力してください。",
  "contact.lastNameKana": "姓（フリガナ）",
  "contact.firstNameKana": "名（フリガナ）",
  "contact.kanaHint": "例：ヨシダ。ひらがなはカタカナに変換されます。音声通話SIMのお申し込みに必要です。",
  "contact.save": "保存する",
  "contact.purpose": "お申し込み・訪問工事・ご請求に関するご連絡と、音声回線の開通手続きに使用します。",

  "personal.title": "性別・国籍",
  "personal.answer": "どちらも任意です。",
  "personal.genderKept": "現在の登録のまま（不明）",
  "personal.genderPurpose": "音声通話SIMの開通手続きで、携帯電話網への登録に使用します。",
  "personal.nationalityPurpose":
    "在留カードなど、本人確認に使える書類をご案内するために使用します。国名を入力してください（例：日本、フランス）。",
  "personal.save": "保存する",

  "offers.title": "お得な情報のメール",
  "offers.answer": "お得な情報のメールを受け取るかどうかを選べます。",
  "offers.agree": "お得な情報をメールで受け取ります。",
  "offers.purpose":
    "同意いただいた場合に限り、メールアドレスをこの目的に使用し、同意の日時を記録します。同意はこのページでいつでも取り消せます。お申し込み・ご請求・サービスに関するメールは、同意にかかわらずお送りします。",
  "offers.save": "設定を保存する",

  "newAddress.title": "住所の変更",
  "newAddress.answer": "請求書や郵便物のお届け先です。サービスの設置場所は変わりません。",
  "newAddress.save": "この住所を保存する",
  "newAddress.eligibility":
    "光回線の提供エリアを確認済みの場合、住所を変更すると結果は無効になります。新しい住所で、もう一度確認をご依頼ください。",

  "profile.fault.phoneMissing": "電話番号を入力してください。",
  "profile.fault.phone":
    "通話のできる電話番号を入力してください（例：090-1234-5678）。海外の番号は「+」と国番号から入力してください。",
  "profile.fault.kana": `フリガナはカタカナまたはひらがなで、${FIGURES.kanaLength}文字以内で入力してください。`,
  "profile.fault.gender": "選択肢から選んでください。",
  "profile.fault.nationality": `国名を文字で、${FIGURES.countryLength}文字以内で入力してください。`,
  "profile.fault.refused":
    "一部のシステムに登録できませんでした。内容をご確認ください。誤りがない場合は担当者が登録しますので、このままお待ちください。",

  "flash.profileChanged": "登録情報を変更しました。メールでもお知らせしています。",
  "flash.profileKept": "保存しました。一部のシステムにはまだ反映されていませんが、自動で反映されます。",
  "flash.offersSaved": "設定を保存しました。",
  "activity.what.personalChanged": "性別・国籍の変更",
  "activity.what.offersAgreed": "お得な情報のメールへの同意",
  "activity.what.offersTakenBack": "お得な情報のメールの停止",
  "activity.what.addressChanged": "住所の変更",
  "activity.what.contactChanged": "電話番号・フリガナの変更",
} satisfies TranslationOf<typeof english>;
