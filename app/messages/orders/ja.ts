import type { orders as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const orders = {
  "orders.title": "お申し込み",
  "orders.one": "お申し込み",
  "orders.name": "お申し込み {number}（{kind}）",
  "orders.kind.unknown": "その他のサービス",
  "orders.all": "お申し込みの一覧",
  "orders.open_other": "<strong>{count}件</strong>のお手続きを進めています。",
  "orders.noneOpen": "お手続き中のお申し込みはありません。",
  "orders.none": "お申し込みはまだありません",
  "orders.noneText": "お申し込みの内容と状況を、こちらでご確認いただけます。",
  "orders.noneAction": "サービスと料金を見る",
  "orders.unreadable_other":
    "<strong>{count}件</strong>のお申し込みを現在表示できません。お申し込みの内容に変更はありません。担当者が確認します。",
  "orders.unreadableLines_other":
    "このお申し込みのうち<strong>{count}点</strong>を現在表示できません。そのため、合計金額を表示していません。",
  "orders.sentOn": "{date}に受付",

  "orders.label.under_review": "確認中",
  "orders.label.setting_up": "開通準備中",
  "orders.label.scheduled": "開始日待ち",
  "orders.label.needs_attention": "対応中",
  "orders.label.active": "ご利用中",
  "orders.label.not_accepted": "お受けできません",
  "orders.label.cancelling": "解除受付済み",
  "orders.label.cancelled": "取り消し",
  "orders.label.unknown": "不明",

  "orders.answer.under_review": "お申し込みを受け付けました。内容を確認しています。",
  "orders.answer.setting_up": "お申し込みを承認しました。開通の準備を進めています。",
  "orders.answer.scheduled": "お申し込みを承認しました。ご指定の日に開始します。",
  "orders.answer.scheduledOn": "お申し込みを承認しました。<strong>{date}</strong>に開始します。",
  "orders.answer.needs_attention": "開通手続きに時間がかかっています。担当者が対応しています。",
  "orders.answer.active": "サービスをご利用いただけます。",
  "orders.answer.not_accepted": "このお申し込みはお受けできませんでした。",
  "orders.answer.cancelling": "解除（取り消し）のお申し出を受け付けました。",
  "orders.answer.cancelled": "このお申し込みは取り消されました。",
  "orders.answer.unknown": "このお申し込みの状況を表示できません。",

  "orders.progress": "状況",
  "orders.answer.installation": "お申し込みを承認しました。工事日をご相談のうえ決めます。",
  "orders.answer.installationOn": "お申し込みを承認しました。工事日は<strong>{date}</strong>です。",
  "orders.next.wish":
    "工事のご希望日は{date}です。ご希望どおりにお伺いできるかを確認し、難しい場合はお電話でご相談します。",
  "orders.next.start": "{date}に開始する予定です。",
  "orders.next.planning":
    "工事の日程をご相談するため、お電話を差し上げます。開通するまで料金はかかりません。",
  "orders.next.visit": "当日、工事の担当者がお伺いします。開通するまで料金はかかりません。",
  "orders.step.1": "受付",
  "orders.step.2": "承認",
  "orders.step.3": "開通準備",
  "orders.step.4": "開通",
  "orders.step.done": "完了",
  "orders.step.here": "現在",
  "orders.step.later": "これから",
  "orders.next.under_review":
    "担当者が内容を確認します。承認しましたらメールでお知らせします。それまで料金はかかりません。",
  "orders.next.setting_up":
    "お客様のお手続きはありません。ご利用いただけるようになりましたらメールでお知らせします。",
  "orders.next.scheduled":
    "それまでお客様のお手続きはありません。ご利用いただけるようになりましたらメールでお知らせします。",
  "orders.next.needs_attention": "原因を確認しています。お客様のお手続きが必要なときはご連絡します。",
  "orders.next.active": "{use}初回のご請求は、次の定期請求でお送りします。",
  "orders.next.not_accepted": "開通手続きもご請求も行っていません。",
  "orders.next.cancelling": "今後、開通手続きは行いません。",
  "orders.next.cancelled": "今後、開通手続きは行いません。",
  "orders.next.unknown": "状況はお問い合わせください。",
  "orders.again": "最新の情報に更新",
  "orders.ended.closed":
    "このお申し込みのお手続きは終了しました。ご不明な点はお電話ください（{phone}、{hours}）。",
  "orders.ended.cancelling":
    "進行中のお手続きは取り消し、開始済みのサービスは終了します。ご不明な点はお電話ください（{phone}、{hours}）。",
  "orders.ended.unknown": "お問い合わせください（{phone}、{hours}）。",

  "orders.needs.payment_method.title": "お支払い方法が登録されていません",
  "orders.needs.payment_method.body":
    "ご請求に使えるカードまたは口座をご登録いただくと、お手続きを再開します。",
  "orders.needs.payment_method.go": "お支払い方法を登録する",
  "orders.needs.identity_check.title": "本人確認が終わっていません",
  "orders.needs.identity_check.body":
    "音声通話のできる回線は、法律により、開通の前に本人確認が必要です。方法は本人確認のページでご確認いただけます。",
  "orders.needs.identity_check.go": "本人確認を見る",
  "orders.needs.agreement.title": "お申し込みの内容が変わりました",
  "orders.needs.agreement.body":
    "ご確認いただいた内容と異なるため、お手続きを止めています。内容をご説明しますので、お電話ください（{phone}、{hours}）。",

  "line.title": "ご利用中の回線",
  "line.linkBody": "電話番号、スマートフォンへの設定方法、データ通信の設定をご確認いただけます。",
  "line.open": "電話番号と設定を見る",
  "line.order": "お申し込み {number}",
  "line.noNumber": "電話番号はまだ確認できません。数分後に最新の情報に更新してください。",
  "line.card": "SIMカードを取り付ける",
  "line.cardBody":
    "スマートフォンの電源を切ってSIMカードを取り付け、電源を入れ直してください。続けて、下のデータ通信の設定を行ってください。",
  "line.install": "eSIMをスマートフォンに設定する",
  "line.before":
    "Wi-Fiなどの通信環境と、お申し込みの際にEIDをご登録いただいたスマートフォンが必要です。ほかの端末には設定できません。SIMロックがかかっている端末ではご利用いただけません。",
  "line.locked":
    "eSIMを設定した方がこの回線を使えるようになるため、設定方法を表示する前に、ご本人であることを確認します。",
  "line.show": "設定方法を表示する",
  "line.call": "お電話でご案内します：{phone}、{hours}",
  "line.iphone": "このiPhoneに設定する場合",
  "line.iphoneLink": "このiPhoneにeSIMを設定する",
  "line.iphoneHint":
    "iOS 17.4以降のSafariでご利用いただけます。画面が開かない場合は、ほかの方法をお試しください。",
  "line.scan": "別の画面に表示して読み取る場合",
  "line.qr": "eSIMを設定するスマートフォンで読み取るコード",
  "line.scanBody":
    "eSIMを設定するスマートフォンで、このコードを読み取ってください。iPhone：「設定」→「モバイル通信」→「eSIMを追加」→「QRコードを使用」。Android：「設定」→「ネットワークとインターネット」→「SIM」→「eSIMを追加」。",
  "line.byHand": "直接入力する場合",
  "line.byHandBody": "同じ画面で、情報を手動で入力する方法をお選びください。",
  "line.host": "SM-DP+アドレス",
  "line.activation": "アクティベーションコード",
  "line.activationEmpty": "空欄のままにしてください",
  "line.whole": "1つの欄に入力する場合",
  "line.after":
    "完了まで数分かかることがあります。画面を開いたままお待ちください。うまくいかない場合もeSIMは削除せず、もう一度お試しいただくか、お電話ください。",
  "line.apn": "データ通信の設定（APN）",
  "line.apnBody": "次のとおりに入力してください。",
  "line.apn.name": "APN（接続先）",
  "line.apn.user": "ユーザー名",
  "line.apn.password": "パスワード",
  "line.apn.auth": "認証方式",
  "line.apn.empty": "空欄のままにしてください",
  "line.apnWhere":
    "iPhone：以前の通信会社のプロファイルを削除してから（「設定」→「一般」→「VPNとデバイス管理」）、「設定」→「モバイル通信」→「モバイルデータ通信ネットワーク」で入力してください。Android：「設定」→「ネットワークとインターネット」→「SIM」→「アクセスポイント名」で追加し、保存してから選択してください。",

  "orders.lines": "お申し込みの内容",
  "orders.quantity": "{quantity}点",
  "orders.total.monthly": "毎月",
  "orders.total.onetime": "初回のみ",
  "orders.taxIncluded":
    "お申し込みの日の料金（税込）です。税額は合計ごとに計算するため、各行を足した額と数円異なることがあります。",
  "orders.history": "これまでの経過",
  "orders.history.sent": "お申し込み",
  "orders.history.attempted": "直近の開通手続き",
  "orders.history.changed": "最終更新",

  "availability.title": "住所の確認を依頼する",
  "availability.lead": "建物でご利用いただける回線を確認します。費用はかからず、お申し込みにもなりません。",
  "availability.address": "ご住所",
  "availability.wrongAddress":
    "回線をご利用になる場所がこちらと異なる場合は、先に<link>住所を変更</link>してください。",
  "availability.noAddress":
    "ご住所が登録されていないため、確認できません。先に<link>住所を登録</link>してください。",
  "availability.send": "この住所を確認する",
  "availability.done.title": "ご住所を確認しています",
  "availability.done.answer": "ご利用いただける回線が分かりましたら、メールでお知らせします。",
  "availability.done.what": "今後の流れ",
  "availability.done.ask": "建物でご利用いただける回線を、回線の事業者に確認します。",
  "availability.done.mail": "結果はメールでお知らせし、インターネットのページにも表示します。",
  "availability.done.order": "そのあとプランをお選びいただきます。それまではお申し込みになりません。",
  "availability.done.back": "インターネットのページに戻る",
} satisfies TranslationOf<typeof english>;
