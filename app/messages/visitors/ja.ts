import type { visitors as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const visitors = {
  "landing.pageTitle": "インターネット・SIM・VPN",
  "landing.title": "日本のインターネットとモバイルを、日本語と英語で",
  "landing.lead":
    "{brand}は、インターネット、SIM・eSIM、VPNルーターを提供しています。このポータルでは、お申し込み、状況や請求内容の確認、お支払い、書類の保存ができます。",
  "landing.signIn": "ログインする",
  "landing.start": "ご利用を始める",
  "landing.help": "ヘルプ・お問い合わせ",
  "landing.services": "提供しているサービス",
  "landing.internet.title": "インターネット",
  "landing.internet.body":
    "戸建て・集合住宅向けの光回線です。ご利用いただける回線は建物によって異なるため、お申し込みの前に当社で確認します。",
  "landing.sim.title": "SIM・eSIM",
  "landing.sim.body":
    "データ、音声、またはその両方を、SIMカードかeSIMでご利用いただけます。音声契約には、法律に基づく本人確認が必要です。",
  "landing.vpn.title": "VPNルーター",
  "landing.vpn.body": "海外の回線を経由してインターネットに接続できる、レンタルのルーターです。",
  "landing.order":
    "お申し込みはこのサイトで24時間承ります。料金は、お申し込みの前にすべて税込でご確認いただけます。サービス選びのご相談は、お電話またはメールでどうぞ。",
  "landing.how": "ポータルの使い方",
  "landing.see.title": "状況を確認する",
  "landing.see.body": "お支払いが必要かどうか、金額と期限を、最初の一文でお知らせします。",
  "landing.pay.title": "支払う",
  "landing.pay.body":
    "請求書から請求サイトを開いてお支払いいただきます。カード番号がこのポータルに渡ることはありません。",
  "landing.keep.title": "書類を保存する",
  "landing.keep.body": "請求書はPDFで、一覧とご請求・お支払い履歴は経理に使えるCSVで保存できます。",
  "landing.contact": "お問い合わせ",

  "contact.phone": "電話",
  "contact.hours": "受付時間",
  "contact.email": "メール",

  "help.title": "ヘルプ・お問い合わせ",
  "help.lead": "<strong>{phone}</strong>（{hours}）へお電話いただくか、メールでご連絡ください。",
  "help.contact": "お問い合わせ",
  "help.contactText":
    "お電話で承るお手続きは、すべてメールでも承ります。お客様番号をご用意ください。お客様番号は、請求書と「アカウント」のページに記載しています。",
  "help.relay": "電話リレーサービスを通じたお電話も承ります。",
  "help.pay": "お支払いの手順",
  "help.pay1": "ログインして「お支払い」を開き、請求書を選びます。",
  "help.pay2": "「支払う」を押します。請求サイトが、ログインした状態で新しいタブに開きます。",
  "help.pay3": "請求サイトに表示される方法から選んで支払います。",
  "help.pay4":
    "元のタブに戻り、「最新の情報に更新」を押します。請求サイトでお支払いが記録されると「支払い済み」と表示されます。",
  "help.payDoubt":
    "お支払いが完了したか分からない場合は、重ねてのお支払いはお控えください。後で請求書を確認するか、お問い合わせください。",
  "help.bill": "請求書の見方",
  "help.bill.due.title": "お支払い期限",
  "help.bill.due.body": "お支払いの最終日（日本時間）です。過ぎると「期限超過」と表示されます。",
  "help.bill.unpaid.title": "未払い・期限超過",
  "help.bill.unpaid.body": "「未払い」は期限内、「期限超過」は期限を過ぎた請求書です。",
  "help.bill.paid.title": "支払い済み・返金済み・取り消し",
  "help.bill.paid.body":
    "「支払い済み」はお支払いが済んだもの、「返金済み」は返金したもの、「取り消し」はお支払いが不要になったものです。",
  "help.bill.collections.title": "回収手続き中",
  "help.bill.collections.body": "回収の手続きに移った請求書です。お支払いの前にお電話ください。",
  "help.bill.tax.title": "消費税",
  "help.bill.tax.body": "税率ごとに一度、対象となる金額とともに記載しています。合計は税込です。",
  "help.bill.number.title": "登録番号",
  "help.bill.number.body":
    "当社の登録番号は{number}です。仕入税額控除に必要な番号で、すべての請求書に記載しています。",
  "help.bill.unknown.title": "確認できません",
  "help.bill.unknown.body":
    "金額などを取得できなかった場合の表示です。推測した値は表示しません。以前に取得した値を表示するときは、その時刻を添えます。",
  "help.reference": "エラー画面の照会番号",
  "help.referenceText":
    "問題が起きたときは、画面に照会番号を表示します。どの操作で起きたかを示すもので、お客様の情報は含まれていません。お問い合わせの際にお知らせください。",
  "help.signIn": "ログインできない場合",
  "help.signInText":
    "パスワードの間違いが続くと、お使いの接続からのログインを一時的に停止します。パスワードをお忘れの場合は、ログイン画面の「パスワードをお忘れの方」をご利用ください。当社がパスワードをお尋ねすることはありません。",

  "state.title": "サービスの状況",
  "state.lead.fine": "このページに記載のシステムに、<strong>現在確認されている問題はありません。</strong>",
  "state.lead.trouble":
    "<strong>現在、ポータルの一部をご利用いただけません。</strong>インターネットやモバイルの回線の状況は、このページでは確認していません。",
  "state.lead.unsteady":
    "<strong>現在、つながりにくい状態です。</strong>ページが表示されない場合は、1分ほど後にもう一度お試しください。",
  "state.systems": "システム",
  "state.signIn": "ログイン・アカウント",
  "state.billing": "請求システム",
  "state.ok": "正常",
  "state.lead.partly":
    "<strong>確認したシステムは正常です。</strong>まだ利用されていないシステムは、下記のとおり未確認です。",
  "state.lead.closed": "<strong>メンテナンスのため、ログインを停止しています。</strong>",
  "state.records": "お客様情報・お申し込み",
  "state.mobile": "モバイル回線システム",
  "state.closed": "停止中",
  "state.closedText": "現在作業中です。しばらくしてから、もう一度ログインしてください。",
  "state.okNow": "このページの表示時に確認しました。",
  "state.okSince": "{time}に正常を確認しました。",
  "state.unasked": "未確認",
  "state.unaskedText": "ポータルの起動（{time}）以降、利用されていません。",
  "state.unsteady": "不安定",
  "state.down": "停止中",
  "state.failedNow": "このページの表示時に確認しました。",
  "state.failedAt": "{time}の接続に失敗しました。",
  "state.answeredAt": "その前に正常を確認したのは{time}です。",
  "state.meaning": "お客様への影響",
  "state.billingMeans":
    "請求システムに接続できない間は、最後に取得した内容を時刻とともに表示し、お支払いを停止します。お支払い期限に変更はありません。",
  "state.lines":
    "このページはポータルの状況をお知らせするものです。インターネットやモバイルの回線の不具合は、お電話でお問い合わせください。",

  "outbox.title": "デモの送信メール",
  "outbox.lead":
    "デモで作成したメールを新しい順に表示しています。メールサーバーを設定した場合にのみ送信されます。",
  "outbox.empty": "メールはまだありません。ログインすると、新しい端末のお知らせがここに表示されます。",
  "outbox.to": "宛先",
  "outbox.time": "作成日時",
  "outbox.back": "ログインに戻る",
} satisfies TranslationOf<typeof english>;
