import type { cancel as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const cancel = {
  "cancel.title": "初期契約解除",
  "cancel.lead": "お申し込み番号 {number}。理由は必要ありません。",
  "cancel.moment": "{date} {time}（日本時間）",

  "cancel.answer.days_other": "<strong>あと{count}日</strong>（本日を含む）",
  "cancel.answer.deadline": "<strong>{deadline}</strong>まで、このご契約を解除できます。",
  "cancel.answer.contract": "ご契約はまだ成立していません。費用なしで、お申し込みを取り消すことができます。",
  "cancel.answer.document":
    "8日間は、契約書面を受け取った日を1日目として数えます。今すぐ解除することもできます。",
  "cancel.answer.service":
    "8日間は、サービスの提供開始日を1日目として数えます。今すぐ解除することもできます。",
  "cancel.answer.sent": "解除のお申し出を<strong>{time}</strong>に受け付けました。",
  "cancel.answer.over": "初期契約解除の期間は<strong>{deadline}</strong>に終了しました。",
  "cancel.answer.corporate": "初期契約解除は個人のお客様が対象です。法人のご契約は対象外です。",
  "cancel.answer.confirmation_measure":
    "このご契約には、初期契約解除に代わり、契約書面に記載の確認措置を適用します。",
  "cancel.answer.none": "このご契約は初期契約解除の対象外です。",

  "cancel.go.contract": "このご契約を解除する",
  "cancel.go.order": "お申し込みを取り消す",
  "cancel.go.receipt": "受付の内容を見る",
  "cancel.go.instead": "解約方法を見る",

  "cancel.time": "解除できる期間",
  "cancel.stands": "現在の状況",
  "cancel.received": "解除のお申し出を受け付けました",
  "cancel.receivedBody": "受け付けた日時に効力が生じます。受付日時を記載したメールをお送りします。",

  "cancel.what": "解除の内容",
  "cancel.what.ends": "対象",
  "cancel.what.endsContract": "このお申し込みのご契約と、そのオプションです。",
  "cancel.what.endsOrder": "このお申し込みです。設定もご請求も行いません。",
  "cancel.what.stays": "対象外",
  "cancel.what.staysText":
    "ご購入の端末やほかのご契約は解除されません。貸し出し中またはレンタル中の機器は、返却が必要です。",
  "cancel.what.counts": "効力",
  "cancel.what.countsText": "お客様が送信した時点で生じます。当社の処理にかかる時間は影響しません。",
  "cancel.what.other": "ほかの方法",
  "cancel.what.otherText":
    "お申し込み番号を記載したメール（{email}）または書面（{address}）でも、同じように解除できます。",

  "cancel.charges": "お支払いいただく金額の上限",
  "cancel.atMost": "最大 {price}",
  "cancel.untilToday": "本日まで {price}",
  "cancel.charge.usage": "ご利用料金",
  "cancel.charge.usage.note": "提供開始日から解除までの日割りです。",
  "cancel.charge.usage.calls":
    "提供開始日から解除までの日割りです。プランに含まれない通話やメッセージの料金が別に加わります。",
  "cancel.charge.simIssue": "SIMの発行費用",
  "cancel.charge.simIssue.note": "発行した場合の実費です。",
  "cancel.charge.fee": "契約事務手数料",
  "cancel.charge.fee.note": "お申し込みの金額を超えることはありません。",
  "cancel.charge.work": "工事費",
  "cancel.charge.work.note": "工事を実施した場合のみです。お申し込みの金額を超えることはありません。",
  "cancel.charge.portOut": "携帯電話番号の転出（MNP）",
  "cancel.charge.portOut.note": "オンラインでのお手続きの場合です。",
  "cancel.chargesNote":
    "金額は税込です。違約金や損害賠償は請求しません。お支払いが遅れた場合に限り、法定の利息が加わります。これらを超えてお支払いになった金額は返金します。",

  "cancel.send.contract": "ご契約を解除する",
  "cancel.send.contractBody": "ボタンを押した時点でご契約を解除します。この画面で元に戻すことはできません。",
  "cancel.send.order": "お申し込みを取り消す",
  "cancel.send.orderBody":
    "ボタンを押した時点でお申し込みを取り消します。この画面で元に戻すことはできません。",
  "cancel.back": "お申し込みに戻る",

  "cancel.next": "今後の流れ",
  "cancel.nextBody":
    "設定済みのサービスを停止します。返却が必要な機器と最後のご請求については、改めてご連絡します。",
  "cancel.instead": "今後の解約について",
  "cancel.insteadBody": "ご契約はいつでも解約できます。費用は契約書面に記載しています。",
  "cancel.ask": "お電話でお問い合わせください（{phone}、{hours}）。",

  "cancel.notice.title": "お申し込み（{number}）の解除を受け付けました",
  "cancel.notice.body": "受付日時：{time}",
  "cancel.notice.go": "受付の内容を見る",
} satisfies TranslationOf<typeof english>;
