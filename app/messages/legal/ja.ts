import type { legal as english } from "./en.ts";
import { FIGURES } from "../figures.ts";
import type { TranslationOf } from "../keys.ts";

export const legal = {
  "legal.updated": "最終更新日：{date}",

  "terms.title": "ポータル利用規約",
  "terms.lead":
    "本規約は、このポータルの利用に適用されます。各サービスの契約条件は、ご契約時にお渡しした書面によります。",
  "terms.who.title": "提供者",
  "terms.who.body":
    "{company}（{address}、以下「当社」）は、ご契約のお客様にこのポータルを無料で提供します。",
  "terms.what.title": "ポータルでできること",
  "terms.what.body":
    "提供エリアの確認、サービスのお申し込み、お申し込みの状況の確認と取り消し、本人確認書類の送信、契約書面の閲覧と保存、請求書とお支払い状況の確認、請求サイトを開いてのお支払い、アカウントの管理ができます。契約の内容は、契約書面、発行済みの請求書および請求システムの記録によります。",
  "terms.login.title": "ログイン情報",
  "terms.login.body":
    "ログイン情報は、お客様ご本人、または法人のお客様でその業務にあたる方に限りご利用いただけます。パスワードは他人に知られないように管理し、知られたおそれがあるときは直ちに当社へご連絡ください。新しい端末からログインがあったときは、メールでお知らせします。",
  "terms.figures.title": "表示する金額と書類",
  "terms.figures.body":
    "請求システムから取得した内容を表示し、最新でない場合は取得した時刻を添えます。表示と発行済みの請求書が異なる場合は、請求書の内容が優先します。お気づきの際は当社へご連絡ください。速やかに訂正します。",
  "terms.use.title": "禁止事項",
  "terms.use.body":
    "他のお客様の情報へのアクセスを試みること、サービスの運営を妨げること、プログラムなどで過度な負荷をかけることを禁止します。これらの行為があった場合、利用を制限または停止することがあります。",
  "terms.interruption.title": "サービスの中断",
  "terms.interruption.body":
    "保守や障害のため、ポータルを中断することがあります。中断中も、お支払い期限とご契約に変更はありません。お手続きは、お電話またはメールでも承ります。",
  "terms.privacy.title": "個人情報",
  "terms.privacy.body": "個人情報の取り扱いは<link>プライバシーポリシー</link>に定めます。",
  "terms.changes.title": "規約の変更",
  "terms.changes.body":
    "規約を変更するときは、適用の前にこのページでお知らせします。お客様に不利益となる変更は、相当な期間を置いてお知らせします。",
  "terms.law.title": "準拠法と言語",
  "terms.law.body":
    "本規約には日本法を適用します。日本語版と英語版の内容が異なる場合は、日本語版を優先します。",

  "privacy.title": "プライバシーポリシー",
  "privacy.lead":
    "このポータルで保存する情報とその利用目的、取り扱う者、お問い合わせの方法をお知らせします。",
  "privacy.operator.title": "個人情報取扱事業者",
  "privacy.operator.name": "名称",
  "privacy.operator.address": "住所",
  "privacy.operator.representative": "責任者",
  "privacy.purposes.title": "利用目的",
  "privacy.purposes.intro": "個人情報は、次の目的に利用します。",
  "privacy.purposes.account":
    "ログインと画面表示：メールアドレス、パスワードのハッシュ値（パスワードそのものは保存しません）、表示用のお名前、言語と配色の設定",
  "privacy.purposes.billing":
    "請求とお支払い：お名前、会社名、住所、電話番号、お客様番号、請求書、お支払い履歴、カード番号の下4桁。ページを開いたときに請求システムから取得します。請求書の内容は、検索のため保存します",
  "privacy.purposes.contract":
    "お申し込みとご契約：提供エリアの確認のご依頼、お申し込み、契約書面。サービスに必要な場合は、お名前のフリガナ、生年月日、性別、国籍、本人確認書類、端末のEID、移行する電話番号。提供エリアの確認、本人確認、サービスの提供に使用し、お客様情報のシステムに保存します",
  "privacy.purposes.offers":
    "お得な情報のご案内：メールアドレスと、同意いただいた日時（同意いただいた場合のみ）",
  "privacy.purposes.protection":
    "アカウントの保護：ログインの日時、IPアドレス、ブラウザーの種類、ログインした端末ごとのランダムな識別子（Cookie）、重要な操作の記録",
  "privacy.purposes.contact": "アカウントに関するご連絡：新しい端末のお知らせなど、お送りしたメールと通知",
  "privacy.purposes.operation": "サービスの運営：アクセスの技術的な記録。氏名、住所、内容は含みません",
  "privacy.cards.title": "カード番号",
  "privacy.cards.body":
    "カードの入力は請求サイトでのみ行います。カード番号がこのポータルに渡ることはありません。",
  "privacy.cookies.title": "Cookie",
  "privacy.cookies.intro": "使用するCookieはすべて当社のもので、広告や統計のためのものはありません。",
  "privacy.cookies.session": `ログイン状態：3個。ログアウトするまで、最長${FIGURES.sessionDays}日間（ログイン状態を保持する場合は${FIGURES.rememberedDays}日間）`,
  "privacy.cookies.form": "フォームの保護と、ページ間の短いお知らせ：ブラウザーを閉じるまで",
  "privacy.cookies.device": `ログイン時の端末の確認：${FIGURES.knownDeviceDays}日間`,
  "privacy.cookies.preference": `言語、配色、スクリプトの利用可否：${FIGURES.preferenceDays}日間`,
  "privacy.third.title": "第三者への提供・共同利用",
  "privacy.third.body":
    "お客様の同意がある場合と法令に基づく場合を除き、個人情報を第三者に提供しません。共同利用を行う場合は、その内容をここに公表します。このポータルのページから送信される情報は<link>外部送信について</link>に記載しています。",
  "privacy.outsourcing.title": "委託・外国にある第三者",
  "privacy.outsourcing.body":
    "サーバーの運用、請求、お客様情報の管理、メールの送信、回線の提供などを委託する場合は、業務に必要な範囲に限り、契約を結んで監督します。外国で個人情報を取り扱う委託先については、その名称、国名、その国の個人情報保護の制度、講じている措置を公表します。",
  "privacy.security.title": "安全管理措置",
  "privacy.security.body":
    "通信を暗号化しています。パスワードは、推測に時間のかかるハッシュ値で保存します。データベースでは、お客様ごとにご本人の記録だけを取り扱えるように制限しています。従業者のアクセスは必要な者に限っています。",
  "privacy.secrecy.title": "通信の秘密",
  "privacy.secrecy.body": "電気通信事業法が保護する通信の秘密を守ります。",
  "privacy.requests.title": "開示などのご請求",
  "privacy.requests.body":
    "当社が保有するお客様の個人情報について、開示、訂正、追加、利用停止、削除、第三者提供記録の開示をご請求いただけます。{email} または {phone} へご連絡ください。ご本人であることを確認のうえ、遅滞なく回答します。電子データでの回答も選べます。手数料がかかる場合は、事前にお知らせします。ログインできるお客様は、「アカウント」ページの「お客様データのダウンロード」からご自身でダウンロードすることもできます。",
  "privacy.complaints.title": "お問い合わせ・苦情の窓口",
  "privacy.complaints.body": "{company} {phone}（{hours}） {email}",

  "sending.title": "外部送信について",
  "sending.lead.none":
    "このポータルのページから、お客様の端末の情報が第三者に送信されることは<strong>ありません</strong>。",
  "sending.lead.some": "このポータルのページは、お客様の端末から次の送信先に情報を送信します。",
  "sending.intro":
    "電気通信事業法第27条の12に基づき、お客様の端末から送信される情報、送信先、目的を公表します。",
  "sending.none":
    "広告、アクセス解析サービス、外部のフォントやスクリプト、ソーシャルメディアのボタンは使用していません。ブラウザーには、ほかのサイトから何も読み込まないように指示しています。当社のCookieについては<link>プライバシーポリシー</link>をご覧ください。",
  "sending.billing":
    "お支払いの際は、リンクから請求サイトに移動します。請求サイトでの取り扱いは、請求サイトの定めによります。",
  "sending.hosts": "送信先のサーバー",
  "sending.data": "送信される情報",
  "sending.ours": "当社の利用目的",
  "sending.theirs": "送信先の利用目的",

  "trade.title": "特定商取引法に基づく表記",
  "trade.lead": "特定商取引に関する法律に基づき、次のとおり表示します。",
  "trade.seller": "販売事業者",
  "trade.manager": "運営責任者",
  "trade.address": "所在地",
  "trade.phone": "電話番号",
  "trade.email": "メールアドレス",
  "trade.registration": "適格請求書発行事業者の登録番号",
  "trade.price": "販売価格",
  "trade.priceText": "お申し込みの前に、サービスごとに税込価格を表示します。請求書にも記載します。",
  "trade.costs": "商品代金以外に必要な料金",
  "trade.costsText":
    "初期費用、工事費、送料などは、お申し込みの前に表示します。サイトの閲覧や、フリーダイヤル以外へのお電話にかかる通信料・通話料は、お客様のご負担となります。",
  "trade.payment": "支払方法",
  "trade.paymentText": "お支払いの際に請求サイトに表示される方法。",
  "trade.when": "支払時期",
  "trade.whenText":
    "各請求書に記載のお支払い期限まで。登録済みのカードへの請求は、請求書または契約で定めた時期に行います。",
  "trade.start": "引き渡し・提供の時期",
  "trade.startText":
    "建物の確認、本人確認、配送など、サービスに必要な手続きの後、お申し込みごとにお約束した日。",
  "trade.application": "申込期間",
  "trade.applicationText": "サービスに表示がある場合は、その期間。表示がない場合は、期限はありません。",
  "trade.returns": "返品・申込みの撤回",
  "trade.returnsText":
    "届いた機器に破損がある場合や、ご注文と異なる場合は、当社へご連絡ください。サービスごとの条件と、電気通信事業法に基づく初期契約解除が適用される場合の手続きは、契約書面に記載しています。",
  "trade.subscription": "契約期間・更新・解約",
  "trade.subscriptionText":
    "契約書面に期間の定めがある場合を除き、月単位のご契約で、解約のお申し出があるまで継続します。解約は、お電話またはメールで承ります。年間の支払総額の目安は、お申し込みの前に表示します。",
  "trade.conditions": "販売条件",
  "trade.conditionsText":
    "日本国内でのご利用に限ります。音声SIMには法律に基づく本人確認が、インターネットには接続できる建物であることが必要です。",
  "trade.environment": "動作環境",
  "trade.environmentText":
    "ポータル：Chrome、Edge、Firefox、Safariの最新版（Cookieを有効にしてください。スクリプトは必須ではありません）。サービス：それぞれに表示する機器。",

  "access.title": "アクセシビリティ",
  "access.lead":
    "どなたにも請求内容を確認し、お支払いいただけることを目指しています。使いにくい点があればお知らせください。",
  "access.policy.title": "方針",
  "access.policy.body":
    "このポータルのすべてのページで、WCAG 2.2 のレベルAAを目標とします。これは JIS X 8341-3:2016 のレベルAAを含みます。",
  "access.status.title": "対応状況",
  "access.status.label": "対応度",
  "access.status.value": "JIS X 8341-3:2016 に配慮",
  "access.status.level": "目標とする適合レベル",
  "access.status.levelValue": "レベルAA",
  "access.status.scope": "対象範囲",
  "access.status.scopeValue":
    "このポータルの全ページ（日本語・英語）。請求サイトは別のサイトのため含みません。",
  "access.status.test": "試験",
  "access.status.testValue":
    "JISの手順に沿った試験を実施したときは、その結果を試験日と対象ページを添えてここに公表します。",
  "access.done.title": "取り組んでいること",
  "access.done.keyboard": "キーボードだけで、またスクリプトがなくても、すべての操作ができます",
  "access.done.zoom": "文字を200%まで拡大でき、400%の拡大表示でも画面に収まります",
  "access.done.colour":
    "色だけで情報を伝えません。明るい配色でも暗い配色でも、コントラスト比は4.5対1以上です",
  "access.done.signIn": "ログインにパズルは不要で、パスワードを貼り付けられます",
  "access.done.charts": "グラフには、説明文と表を添えています",
  "access.known.title": "対応できていないこと",
  "access.known.body":
    "お支払いに使う請求サイトと、請求サイトが作成するPDFは、当社では変更できません。このポータルの請求書のページに同じ内容を掲載しています。別の形式が必要な場合はご相談ください。",
  "access.contact.title": "ご相談・ご要望",
  "access.contact.body":
    "お困りのことがあれば、お電話の代わりのメール、お電話での読み上げなど、別の方法をご案内します。{phone}（{hours}、電話リレーサービスも利用できます）または {email} へご連絡ください。お電話で承るお手続きは、すべてメールでも承ります。",
} satisfies TranslationOf<typeof english>;
