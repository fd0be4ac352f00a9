import type { common as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const common = {
  "common.notAvailable": "確認できません",
  "common.noDate": "日付なし",
  "common.loading": "処理中です…",
  "common.asOf": "{time}現在",
  "tax.all": "税込",
  "tax.some": "課税分は税込",

  "nav.skip": "本文へ移動",
  "nav.main": "メインメニュー",
  "nav.breadcrumb": "現在位置",
  "nav.otherLanguage": "English",
  "nav.help": "ヘルプ",
  "nav.home": "ホーム",
  "nav.services": "サービス",
  "nav.orders": "お申し込み",
  "nav.billing": "お支払い",
  "nav.invoices": "請求書",
  "nav.payments": "お支払い方法",
  "nav.statement": "ご請求・お支払い履歴",
  "nav.account": "アカウント",
  "menu.signedInAs": "ログイン中",

  "footer.terms": "利用規約",
  "footer.privacy": "プライバシー",
  "footer.externalTransmission": "外部送信について",
  "footer.commercialTransactions": "特定商取引法に基づく表記",
  "footer.accessibility": "アクセシビリティ",
  "footer.status": "サービスの状況",
  "footer.support": "サポート {phone}（{hours}）",

  "form.sending": "送信中…",
  "form.showPassword": "パスワードを表示",
  "form.hidePassword": "パスワードを隠す",

  "pager.label": "ページ",
  "pager.range": "{total}件中 {from}–{to}件",
  "pager.page": "ページ",
  "pager.previous": "前へ",
  "pager.next": "次へ",

  "partial.title": "請求システムに接続できません",
  "partial.body": "登録内容への影響はありません。確認できた情報のみ表示しています。",
  "partial.tried": "{time}に確認しました。",
  "partial.retry": "もう一度試す",
  "partial.whole": "ページ全体を表示",
  "partial.lost": "この部分を読み込めませんでした。",
  "partial.status": "サービスの状況",
  "partial.stale":
    "{readAt}時点の内容です。{since}から請求システムに接続できないため、その後の変更は反映されていない場合があります。",

  "status.unpaid": "未払い",
  "status.overdue": "期限超過",
  "status.paid": "支払い済み",
  "status.cancelled": "取り消し",
  "status.refunded": "返金済み",
  "status.collections": "回収手続き中",
  "status.nothing_due": "お支払い不要",
  "status.payment_pending": "支払い確認中",
  "status.unknown": "状態不明",
} satisfies TranslationOf<typeof english>;
