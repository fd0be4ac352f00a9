import type { mail as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const mail = {
  "mail.newDevice.subject": "【{brand}】新しい端末からのログインのお知らせ",
  "mail.greeting": "{name} 様",
  "mail.greetingNobody": "お客様",
  "mail.newDevice.what": "{brand}のアカウントに、これまで利用のなかった端末からログインがありました。",
  "mail.time": "日時：{time}",
  "mail.device": "端末：{device}",
  "mail.unknownDevice": "確認できません",
  "mail.newDevice.you": "お客様ご自身によるログインの場合、お手続きは不要です。",
  "mail.notYou":
    "心当たりがない場合は、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。当社でログイン状態を解除し、パスワードの再設定をご案内します。",
  "mail.portal": "お客様のアカウント：{url}",
  "mail.never": "当社がメールや電話でパスワードをお尋ねすることはありません。",

  "mail.code.subject": "【{brand}】確認コードのお知らせ",
  "mail.code.signIn": "{brand}へのログインを続けるには、次の確認コードを入力してください。",
  "mail.code.stepUp": "{brand}でのお手続きを続けるには、次の確認コードを入力してください。",
  "mail.code.getStarted": "{brand}のご利用手続きを続けるには、次の確認コードを入力してください。",
  "mail.code.code": "確認コード：{code}",
  "mail.code.reference": "画面の照合番号：{reference}",
  "mail.code.until": "有効期限：{until}",
  "mail.code.secret":
    "確認コードは当社のサイトにのみ入力してください。当社の担当者がコードをお尋ねすることはありません。",
  "mail.code.notYouSignIn":
    "ログインした覚えがない場合は、第三者にパスワードを知られているおそれがあります。このコードがなければログインはできません。お電話（{phone}、{hours}）またはメール（{email}）でご連絡ください。パスワードの再設定をご案内します。",
  "mail.code.notYouGetStarted":
    "心当たりがない場合は、メールアドレスの入力間違いと思われます。このコードがなければ手続きは進みませんので、ご対応は不要です。",

  "mail.availability.subject": "【{brand}】ご住所の確認を受け付けました",
  "mail.availability.what": "建物でご利用いただけるインターネット回線の確認を受け付けました。",
  "mail.availability.next":
    "結果はメールでお知らせします。お申し込みにはならず、費用もかかりません。確認の状況：{url}",
  "mail.availability.ask": "ご不明な点は、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。",

  "mail.order.approved.subject": "【{brand}】お申し込み（{number}）承認のお知らせ",
  "mail.order.approved.what":
    "お申し込み（{number}）を承認しました。これから、またはご指定の日に開通の準備を行い、ご利用いただけるようになりましたらメールでお知らせします。",
  "mail.order.activated.subject": "【{brand}】ご利用準備完了のお知らせ",
  "mail.order.activated.what":
    "お申し込み（{number}）の準備が完了しました。{use}初回のご請求は、次の定期請求でお送りします。",
  "mail.order.failed.subject": "【{brand}】お申し込み（{number}）のお手続きについて",
  "mail.order.failed.what":
    "お申し込み（{number}）の開通手続きに時間がかかっています。担当者が対応しています。お客様のお手続きはありません。",
  "mail.order.needs.payment_method":
    "お申し込み（{number}）のお手続きを止めています。ご請求に使えるカードまたは口座が登録されていないためです。お申し込みのページからご登録ください。",
  "mail.order.needs.identity_check":
    "お申し込み（{number}）のお手続きを止めています。本人確認が終わっていないためです。音声通話のできる回線は、法律により、開通の前に本人確認が必要です。",
  "mail.order.needs.agreement":
    "お申し込み（{number}）のお手続きを止めています。内容が、ご確認いただいたものと異なるためです。お電話で内容をご説明しますので、ご連絡ください。",
  "mail.order.see": "お申し込みの状況：{url}",
  "mail.order.ask": "ご不明な点は、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。",
  "mail.order.subject": "【{brand}】お申し込み（{number}）を受け付けました",
  "mail.order.what":
    "お申し込みありがとうございます。お申し込み（{number}）を受け付けました。内容と状況は、こちらでご確認いただけます：{url}",
  "mail.order.next":
    "担当者が内容を確認しています。ご契約は、当社がお申し込みを承認した時点で成立します。承認しましたら、契約書面の掲載場所とあわせてメールでお知らせします。それまで料金はかかりません。",
  "mail.order.withdraw":
    "承認の前であれば、費用なしで取り消すことができます。心当たりがない場合は、すぐにお電話（{phone}、{hours}）またはメール（{email}）でご連絡ください。",

  "mail.cancel.subject": "【{brand}】お申し込み（{number}）の解除を受け付けました",
  "mail.cancel.what":
    "お申し込み（{number}）の解除を{time}に受け付けました。この日時に効力が生じます。受付の内容はこちらでご確認いただけます：{url}",
  "mail.cancel.next":
    "設定済みのサービスを停止します。返却が必要な機器と最後のご請求については、改めてご連絡します。",
  "mail.cancel.notYou":
    "心当たりがない場合は、すぐにお電話（{phone}、{hours}）またはメール（{email}）でご連絡ください。",

  "mail.contract.subject": "【{brand}】お申し込み（{number}）の契約書面",
  "mail.contract.what":
    "お申し込み（{number}）を承認し、ご契約が成立しました。契約書面はこちらに掲載しています。閲覧、保存、印刷ができます：{url}",
  "mail.contract.eight":
    "内容を十分にお読みください。最初の8日間に理由を問わずご契約を解除できる、初期契約解除の方法も記載しています。",
  "mail.contract.again":
    "お申し込み（{number}）の契約書面を改めて交付しました。初期契約解除について、当社のご説明に誤りがあったためです。書面はこちらです：{url} 受け取った日から、改めて8日間解除できます。",
  "mail.contract.paper":
    "紙の書面をご希望の場合や、内容に誤りがある場合は、お電話（{phone}、{hours}）またはメール（{email}）でご連絡ください。",
  "mail.guestAvailability.next":
    "結果は改めてメールでお知らせします。お申し込みにはならず、費用もかかりません。",
  "mail.guestAvailability.account":
    "サイトで結果をご覧になる場合や、あとで手続きを続ける場合は、このメールアドレスでお始めください：{url}",
  "mail.guestAvailability.notYou":
    "心当たりがない場合は、第三者がお客様のメールアドレスを入力したものと思われます。お客様の情報が表示されることはありません。ご対応は不要です。ご不明な点は {phone}（{hours}）へお電話ください。",

  "mail.welcome.subject": "【{brand}】アカウント登録完了のお知らせ",
  "mail.welcome.what": "{brand}のアカウントの登録が完了しました。",
  "mail.welcome.number": "お客様番号：{number}",
  "mail.welcome.signIn": "次のページから、このメールアドレスでログインできます：{url}",
  "mail.welcome.notYou":
    "登録した覚えがない場合は、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。当社でアカウントを停止します。",

  "mail.code.emailChange": "今後このアドレスで{brand}にログインするには、次の確認コードを入力してください。",
  "mail.code.notYouEmail":
    "心当たりがない場合、お手続きは不要です。コードが入力されなければ、何も変わりません。",

  "mail.profile.subject": "【{brand}】登録情報変更のお知らせ",
  "mail.profile.address": "{brand}のアカウントで、新しい住所が入力されました。",
  "mail.profile.contact": "{brand}のアカウントで、新しい電話番号またはお名前のフリガナが入力されました。",
  "mail.profile.personal": "{brand}のアカウントで、性別または国籍が変更されました。",
  "mail.factor.subject": "【{brand}】ログイン方法の変更のお知らせ",
  "mail.factor.authenticatorAdded":
    "{brand}のアカウントに認証アプリ「{factor}」が追加されました。今後のログインでは、メールの確認コードの代わりに、認証アプリのコードをお使いください。",
  "mail.factor.passkeyAdded":
    "{brand}のアカウントにパスキー「{factor}」が追加されました。今後のログインでは、メールの確認コードの代わりに、パスキーをお使いください。",
  "mail.factor.renamed": "{brand}のアカウントのログイン方法の名前が「{factor}」に変更されました。",
  "mail.factor.removed": "{brand}のアカウントのログイン方法から「{factor}」が削除されました。",
  "mail.factor.codesMade":
    "{brand}のアカウントのリカバリーコードが新しく作成されました。以前のコードは使えません。",
  "mail.factor.codeUsed": "{brand}のアカウントに、リカバリーコードを使ったログインがありました。",
  "mail.factor.you": "お客様ご自身によるお手続きの場合、ご対応は不要です。",
  "mail.export.subject": "【{brand}】お客様データのダウンロードのお知らせ",
  "mail.export.what":
    "{brand}のアカウントで、当社が保有するお客様の情報のダウンロード用データが作成されました。作成の前に、追加の確認を行っています。",
  "mail.export.you": "お客様ご自身による操作の場合、お手続きは不要です。",
  "mail.signature": "{company}\n{address}",

  "mail.reset.subject": "【{brand}】パスワード再設定のご案内",
  "mail.reset.what":
    "{brand}のアカウントで、パスワード再設定のお手続きがありました。次のリンクを開いて、新しいパスワードを設定してください。",
  "mail.reset.link": "{url}",
  "mail.reset.valid": "リンクは{minutes}分間、一度だけ使えます。",
  "mail.reset.notYou":
    "心当たりがない場合、お手続きは不要です。パスワードは変わりません。このメールが続けて届く場合は、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。",

  "mail.emailTaken.subject": "【{brand}】メールアドレスについてのお知らせ",
  "mail.emailTaken.what":
    "このメールアドレスを、{brand}の別のアカウントで使おうとする操作がありました。お客様のアカウントで使われているため、何も変更していません。",
  "mail.emailTaken.nothing":
    "お客様ご自身による操作の場合は、このメールアドレスのアカウントをお使いください。心当たりがない場合、お手続きは不要です。",
  "mail.emailChanged.subject": "【{brand}】メールアドレス変更のお知らせ",
  "mail.emailChanged.left":
    "{brand}のアカウントのメールアドレスが {login} に変更されました。今後のログインと当社からのメールには、新しいアドレスを使います。",
  "mail.emailChanged.undo": "心当たりがない場合は、次のリンクから変更を取り消してください。",
  "mail.emailChanged.undoUntil":
    "リンクは{until}まで、一度だけ使えます。取り消すと、すべての端末がログアウトされます。お電話（{phone}、{hours}）でも承ります。",
  "mail.emailChanged.takenUp": "今後は、このアドレスで{brand}にログインしてください。",
  "mail.emailUndone.subject": "【{brand}】メールアドレス変更の取り消しのお知らせ",
  "mail.emailUndone.what": "{brand}のアカウントのメールアドレスが、以前の {login} に戻りました。",
  "mail.emailUndone.ended":
    "すべての端末をログアウトし、変更の少し前以降に追加されたログイン方法を削除しました。これまでのパスワードは使えません。",
  "mail.emailUndone.password":
    "すぐに {url} で新しいパスワードを設定してください。ご不明な点は、お電話（{phone}、{hours}）でお問い合わせください。",

  "mail.loginClosed.subject": "【{brand}】ログイン停止のお知らせ",
  "mail.loginClosed.what":
    "{brand}のアカウントへのログインを停止しました。すべての端末をログアウトし、今後はどなたもログインできません。",
  "mail.loginClosed.stays": "ご契約中のサービスやご請求に変更はありません。",
  "mail.loginClosed.ask":
    "心当たりがない場合や、ログインの再開をご希望の場合は、お電話（{phone}、{hours}）またはメール（{email}）でご連絡ください。",
  "mail.loginReopened.subject": "【{brand}】ログイン再開のお知らせ",
  "mail.loginReopened.what":
    "{brand}のアカウントへのログインを再開しました。これまでと同じ方法でログインできます。どの端末でも、次のログインでは2段階認証が必要です。",
  "mail.loginReopened.ask":
    "心当たりがない場合は、お電話（{phone}、{hours}）またはメール（{email}）でご連絡ください。",
  "mail.factorsReset.subject": "【{brand}】2段階認証の方法の削除のお知らせ",
  "mail.factorsReset.what":
    "{brand}のアカウントに登録されていたパスキー、認証アプリ、リカバリーコードを担当者が削除し、すべての端末をログアウトしました。パスワードでログインしてください。新しい方法を登録するまで、2段階認証にはメールでお送りする確認コードを使います。",

  "mail.passwordChanged.subject": "【{brand}】パスワード変更のお知らせ",
  "mail.passwordChanged.what": "{brand}のアカウントのパスワードが変更されました。",
  "mail.passwordChanged.ended":
    "ほかの端末はすべてログアウトされました。お客様ご自身による変更の場合、ほかのお手続きは不要です。",
  "mail.passwordChanged.notYou":
    "心当たりがない場合は、すぐに {url} で新しいパスワードを設定し、{phone}（{hours}）へお電話いただくか、{email} までご連絡ください。",
} satisfies TranslationOf<typeof english>;
