import type { fulfilment as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const fulfilment = {
  "fulfilment.notice.approved.title": "お申し込み（{number}）を承認しました",
  "fulfilment.notice.approved.message":
    "設定を行い、ご利用いただけるようになりましたらメールでお知らせします。",
  "fulfilment.notice.activated.title": "お申し込み（{number}）の設定が完了しました",
  "fulfilment.use.internet": "開通工事がこれからの場合は、工事の日からご利用いただけます。",
  "fulfilment.use.sim": "すぐにご利用いただけます。",
  "fulfilment.use.vpn": "ルーターがまだお手元にない場合は、お届けまでお待ちください。",
  "fulfilment.use.unknown": "設定が完了しています。",
  "fulfilment.notice.failed.title": "お申し込み（{number}）の設定が止まっています",
  "fulfilment.notice.failed.message": "当社で原因を確認しています。お客様のお手続きはありません。",
  "fulfilment.notice.needs.payment_method": "ご請求に使えるカードまたは口座をご登録ください。",
  "fulfilment.notice.needs.identity_check": "本人確認が終わっていません。",
  "fulfilment.notice.needs.agreement": "内容が、ご確認いただいたものと異なります。お電話ください。",
  "fulfilment.notice.action": "お申し込みを見る",

  "fulfilment.next.opening": "携帯電話網で回線を開通しています。通常は10分ほど、長くても30分で終わります。",
  "fulfilment.next.settingUp": "通常は数分で終わります。",
  "fulfilment.next.scheduled": "{date}の午前0時過ぎに開始します（日本時間）。",
  "fulfilment.history.approved": "承認",
  "fulfilment.history.line": "回線の開通",
  "fulfilment.history.billing": "ご請求への登録",
  "fulfilment.history.active": "ご利用開始",
} satisfies TranslationOf<typeof english>;
