import type { guest as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

/** The page on which visitors ask for their address to be checked; sent without scripts. */
export const guest = {
  "guest.check": "提供エリアを確認する",
  "guest.title": "提供エリアの確認",
  "guest.lead":
    "<strong>ご利用場所をお知らせください。</strong>建物でご利用いただける回線を確認します。費用はかからず、お申し込みにもなりません。",
  "guest.person": "お客様について",
  "guest.email": "メールアドレス",
  "guest.emailHint": "結果をお送りします。",
  "guest.place": "ご利用場所",
  "guest.purpose":
    "お名前とメールアドレスは回答のため、ご住所は回線の確認のために使い、当社の顧客管理システムに保存します。詳しくは<link>プライバシーポリシー</link>をご覧ください。",
  "guest.account": "アカウントを作成して送信",
  "guest.accountHint":
    "確認コードをメールでお送りします。アカウントがあると、結果の確認とお申し込みがこのサイトでできます。",
  "guest.request": "アカウントなしで送信",
  "guest.requestHint": "アカウントは作成しません。お送りするメールから、あとで手続きを続けられます。",
  "guest.limited":
    "送信の回数が多すぎます。しばらくしてからもう一度お試しいただくか、お電話でお問い合わせください（{phone}、{hours}）。入力した内容は残っています。",
  "guest.sent.title": "メールをご確認ください",
  "guest.sent.answer":
    "ご依頼を受け付けました。メールアドレスに誤りがなければ、確認のメールが届きます。結果は改めてメールでお知らせします。",
  "guest.sent.what": "今後の流れ",
  "guest.sent.ask": "建物でご利用いただける回線を、回線の事業者に確認します。",
  "guest.sent.mail": "結果をメールでお知らせします。",
  "guest.sent.account": "アカウントを作成すると、このサイトで結果の確認とお申し込みができます。",
  "guest.sent.plans": "プランと料金を見る",
  "guest.sent.open": "アカウントを作成する",
} satisfies TranslationOf<typeof english>;
