import type { fulfilment as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const fulfilment = {
  "fulfilment.notice.approved.title": "お申し込み（{number}）を承認しました",
  "fulfilment.notice.approved.message":
    "開通の準備を行い、ご利用いただけるようになりましたらメールでお知らせします。",
  "fulfilment.notice.activated.title": "お申し込み（{number}）の準備が完了しました",
  "fulfilment.use.internet": "開通工事がこれからの場合は、工事の日からご利用いただけます。",
  "fulfilment.use.sim": "回線は開通しています。",
  "fulfilment.use.vpn": "ルーターがまだお手元にない場合は、届いた日からご利用いただけます。",
  "fulfilment.use.unknown": "準備が完了しています。",
  "fulfilment.notice.failed.title": "お申し込み（{number}）のお手続きに時間がかかっています",
  "fulfilment.notice.failed.message": "担当者が対応しています。お客様のお手続きはありません。",
  "fulfilment.notice.needs.payment_method": "ご請求に使えるカードまたは口座をご登録ください。",
  "fulfilment.notice.needs.identity_check": "本人確認が終わっていません。",
  "fulfilment.notice.needs.agreement": "内容が、ご確認いただいたものと異なります。お電話ください。",
  "fulfilment.notice.action": "お申し込みを見る",

  "fulfilment.next.opening": "携帯電話網で回線を開通しています。数分かかることがあります。",
  "fulfilment.next.settingUp": "通常は数分で終わります。",
  "fulfilment.next.scheduled": "{date}の午前0時過ぎに開始します（日本時間）。",
  "fulfilment.history.approved": "承認",
  "fulfilment.history.line": "回線の開通",
  "fulfilment.history.billing": "ご請求への登録",
  "fulfilment.history.active": "ご利用開始",
} satisfies TranslationOf<typeof english>;
