import type { reasons as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

/** What every reason of an error means and what to do; worded by the server, which sends it with the error. */
export const reasons = {
  "form.errorTitle": "エラー：{title}",
  "error.VALIDATION_FAILED.title": "送信内容を確認できませんでした",
  "error.INVALID_CREDENTIALS.title": "メールアドレスまたはパスワードが違います",
  "error.INVALID_CREDENTIALS.body": "両方を確認して、もう一度お試しください。",
  "error.SESSION_EXPIRED.title": "ログアウトしました",
  "error.SESSION_EXPIRED.body":
    "しばらく操作がなかったため、アカウントの保護のためログアウトしました。続けるにはもう一度ログインしてください。",
  "error.OTP_INVALID.title": "確認コードが違います",
  "error.OTP_INVALID.body": "ご確認のうえ、もう一度お試しください。",
  "error.OTP_EXPIRED.title": "確認コードの期限が切れています",
  "error.OTP_EXPIRED.body": "新しいコードを送信してください。",
  "error.OTP_ATTEMPTS_EXCEEDED.title": "確認コードの間違いが続きました",
  "error.OTP_ATTEMPTS_EXCEEDED.body": "新しいコードを送信してください。",
  "error.PASSKEY_REFUSED.title": "パスキーを受け付けられませんでした",
  "error.PASSKEY_REFUSED.body": "もう一度お試しいただくか、ほかの方法をお選びください。",
  "error.FACTOR_COOLING.title": "まだお手続きいただけません",
  "error.FACTOR_COOLING.body": "追加されて間もないログイン方法は、このお手続きの確認には使えません。",
  "error.CSRF_INVALID.title": "このフォームは無効になりました",
  "error.CSRF_INVALID.body":
    "長時間開いたままだったか、別のタブでログインまたはログアウトした可能性があります。変更は行われていません。前のページに戻り、最新の情報に更新してから、もう一度送信してください。",
  "error.COOKIES_NEEDED.title": "Cookieを有効にしてください",
  "error.COOKIES_NEEDED.body":
    "お使いのブラウザーからCookieが送られなかったため、お客様からの送信であることを確認できませんでした。変更は行われていません。ブラウザーの設定でこのサイトのCookieを許可し、ページをもう一度開いてください。設定を変更できない場合は、下の電話番号へお問い合わせください。",
  "error.OTHER_ACCOUNT.title": "別のアカウントで開いたフォームです",
  "error.OTHER_ACCOUNT.body":
    "このページを開いたあと、同じブラウザーで別のアカウントにログインしています。どちらのアカウントにも変更はありません。現在ログイン中のアカウントで続ける場合は、ページをもう一度開いてください。ご自分のアカウントで続ける場合は、ログアウトしてからログインし直してください。",
  "error.WRONG_ADDRESS.title": "正しいアドレスで開かれていません",
  "error.WRONG_ADDRESS.body":
    "フォームは{address}からのみ送信できます。変更は行われていません。このアドレスで開き直し、もう一度送信してください。",
  "error.STEP_UP_REQUIRED.title": "追加の確認が必要です",
  "error.STEP_UP_REQUIRED.body":
    "前回の確認から時間が経過しているため、この操作はできません。変更は行われていません。",
  "error.FORBIDDEN.title": "このページは表示できません",
  "error.FORBIDDEN.body": "このアカウントでは利用できません。変更は行われていません。",
  "error.MAPPING_MISSING.title": "ご契約の情報がまだ連携されていません",
  "error.MAPPING_MISSING.body":
    "連携が完了するまで請求書を表示できません。下の照会番号を添えて、お問い合わせください。",
  "error.IDEMPOTENCY_CONFLICT.title": "このフォームは別の内容で送信済みです",
  "error.IDEMPOTENCY_CONFLICT.body":
    "最初に送信した内容が有効です。最新の情報に更新して、保存された内容を確認してください。",
  "error.RATE_LIMITED.title": "操作の回数が多すぎます",
  "error.RATE_LIMITED.body": "数分後にもう一度お試しください。",
  "error.BODY_TOO_LARGE.title": "送信内容が大きすぎます",
  "error.BODY_TOO_LARGE.body": "受け付けられる大きさを超えています。変更は行われていません。",
  "error.METHOD_NOT_ALLOWED.title": "このページでは実行できません",
  "error.METHOD_NOT_ALLOWED.body": "このページでは受け付けていない操作です。変更は行われていません。",
  "error.MAINTENANCE.title": "メンテナンスのためログインを停止しています",
  "error.MAINTENANCE.body": "ログインの再開まで、しばらくお待ちください。数分後にもう一度お試しください。",
  "error.BILLING_UNAVAILABLE.title": "請求システムに接続できません",
  "error.BILLING_UNAVAILABLE.body":
    "現在、請求情報の表示と変更ができません。お支払い期限に変更はありません。数分後にもう一度お試しください。",
  "error.BILLING_REFUSED.title": "請求システムに登録できませんでした",
  "error.BILLING_REFUSED.body":
    "ご希望の操作を実行できませんでした。お手続きが必要な場合は、お問い合わせください。",
  "error.BILLING_CONTRACT.title": "請求システムの情報を読み取れません",
  "error.BILLING_CONTRACT.body":
    "確認できない金額は表示しません。担当者に通知しました。しばらくしてからもう一度お試しください。",
  "error.BILLING_LINK_BLOCKED.title": "請求サイトを開けません",
  "error.BILLING_LINK_BLOCKED.body":
    "請求サイトへのログイン用リンクを取得できませんでした。料金は引き落とされていません。お支払いについてはお問い合わせください。",
  "error.CRM_UNAVAILABLE.title": "お客様情報のシステムに接続できません",
  "error.CRM_UNAVAILABLE.body": "現在、お客様情報の表示と変更ができません。数分後にもう一度お試しください。",
  "error.CRM_REFUSED.title": "お客様情報を登録できませんでした",
  "error.CRM_REFUSED.body":
    "入力内容に登録できないものがありました。ご確認のうえもう一度お試しいただくか、お問い合わせください。",
  "error.CRM_CONTRACT.title": "お客様情報を読み取れません",
  "error.CRM_CONTRACT.body":
    "確認できない内容は表示しません。担当者に通知しました。しばらくしてからもう一度お試しください。",
  "error.CRM_CONFLICT.title": "同時に別の変更がありました",
  "error.CRM_CONFLICT.body": "ほかの変更が先に行われました。ページを開き直し、内容をご確認ください。",
  "error.CRM_DUPLICATE.title": "確認が必要です",
  "error.CRM_DUPLICATE.body":
    "よく似た内容がすでに登録されています。担当者が確認し、ご連絡します。変更は行われていません。",
  "error.SIM_UNAVAILABLE.title": "モバイル回線のシステムに接続できません",
  "error.SIM_UNAVAILABLE.body": "現在、SIMの情報の表示と変更ができません。数分後にもう一度お試しください。",
  "error.SIM_REFUSED.title": "モバイル回線のお手続きができませんでした",
  "error.SIM_REFUSED.body":
    "回線の状態により実行できないか、前回のお手続きがまだ完了していません。30分ほどおいてもう一度お試しいただくか、お問い合わせください。",
  "error.SIM_CONTRACT.title": "モバイル回線の情報を読み取れません",
  "error.SIM_CONTRACT.body":
    "確認できない数値は表示しません。担当者に通知しました。しばらくしてからもう一度お試しください。",
  "error.MAIL_REFUSED.title": "メールを送信できませんでした",
  "error.MAIL_REFUSED.body":
    "宛先のメールアドレスに送信できませんでした。アドレスをご確認いただくか、お問い合わせください。",
  "error.MAIL_UNAVAILABLE.title": "現在、メールを送信できません",
  "error.MAIL_UNAVAILABLE.body": "内容は失われていません。数分後にもう一度お試しください。",
} satisfies TranslationOf<typeof english>;
