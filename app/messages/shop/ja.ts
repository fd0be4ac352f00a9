import type { shop as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const shop = {
  "shop.title": "サービスと料金",
  "shop.lead": "<strong>日本のインターネット、モバイル、VPN</strong>を、日本語と英語でご利用いただけます。",
  "shop.services": "サービス",
  "shop.from": "月額 <strong>{price}</strong>（税込）から。",
  "shop.firstMonthFree": "初月無料",
  "shop.help": "サービス選びのご相談",
  "shop.helpText":
    "お電話またはメールでご相談ください。お申し込みの前に、建物でご利用いただける回線と料金をご案内します。",
  "shop.contact": "お電話・メールで相談する",
  "shop.getStarted": "お申し込みを始める",
  "shop.orderAsCustomer": "ログインして申し込む",
  "shop.signIn": "アカウントにログインする",

  "shop.internet.title": "インターネット",
  "shop.internet.body":
    "戸建て・集合住宅向けの光回線です。ご利用いただける回線は建物によって異なるため、お申し込みの前に当社で確認します。",
  "shop.internet.lead":
    "月額 <strong>{price}</strong>（税込）からの光回線です。ご利用いただける回線は建物によって異なります。",
  "shop.sim.title": "SIM・eSIM",
  "shop.sim.body": "データ＋音声、データ専用、音声専用のプランを、SIMカードかeSIMでご利用いただけます。",
  "shop.sim.lead": "月額 <strong>{price}</strong>（税込）からのSIM・eSIMです。",
  "shop.vpn.title": "VPNルーター",
  "shop.vpn.body": "海外の回線を経由してインターネットに接続できる、レンタルのルーターです。",
  "shop.vpn.lead": "月額 <strong>{price}</strong>（税込）から。設定済みのルーターをレンタルでお届けします。",
  "shop.business.title": "法人のお客様",
  "shop.business.body": "オフィスの回線や社員用のSIMなどをお見積もりします。",
  "shop.onsite.title": "訪問サポート",
  "shop.onsite.body": "ルーターやWi-Fi、接続する機器について、ご自宅や職場でお手伝いします。",

  "shop.gone.title": "現在、料金を表示できません",
  "shop.gone.body":
    "料金を管理するシステムから料金を読み取れません。確認できない料金は表示しません。数分後にもう一度お試しいただくか、お問い合わせください：{phone}、{hours}",
  "shop.gone.retry": "もう一度試す",
  "shop.gone.reference": "照会番号 {reference}",
  "shop.stale":
    "{readAt}時点の料金です。{since}から料金のシステムに接続できないため、その後の変更は反映されていない場合があります。",
  "shop.none": "現在、お申し込みいただけるものはありません。お問い合わせください（{phone}、{hours}）。",

  "shop.table.plan": "プラン",
  "shop.table.item": "項目",
  "shop.table.monthly": "月額（税込）",
  "shop.table.price": "料金（税込）",
  "shop.price.net": "税抜 {price}",
  "shop.price.aMonth": "月額 {price}",
  "shop.price.once": "{price}（1回のみ）",
  "shop.price.payments": "{price} × {payments}回",
  "shop.price.total": "総額 {price}",

  "shop.building.home": "戸建て",
  "shop.building.apartment": "集合住宅",
  "shop.offering.home_10g": "光クロス（最大10Gbps）",
  "shop.offering.home_1g": "光（最大1Gbps）",
  "shop.offering.apartment_1g": "光・集合住宅（最大1Gbps）",
  "shop.offering.apartment_100m": "光・集合住宅（最大100Mbps）",
  "shop.tier.silver": "シルバー",
  "shop.tier.gold": "ゴールド",
  "shop.tier.platinum": "プラチナ",
  "shop.speed": "速度は回線の最大値です。実際の速度は、時間帯、建物、お使いの機器によって異なります。",
  "shop.installation": "工事費",
  "shop.installationLead": "新しい回線ごとに1回かかります。一括または分割でお支払いいただけます。",
  "shop.payments.once": "一括払い",
  "shop.payments.monthly": "{payments}回の分割払い",
  "shop.addons": "オプション",
  "shop.addon.weekend": "土日の工事",
  "shop.addon.homePhone": "ひかり電話（光回線の固定電話）",
  "shop.addon.homePhoneSetup": "ひかり電話の工事費",
  "shop.addon.voiceMail": "留守番電話",
  "shop.addon.callWaiting": "割込通話",
  "shop.addonSetup": "工事費 {price}（1回のみ）",
  "shop.fees": "初期費用",

  "shop.plans.data_voice": "データ＋音声",
  "shop.plans.data_only": "データ専用",
  "shop.plans.voice_only": "音声専用",
  "shop.plan.data": "毎月{size}GB",
  "shop.plan.voice": "音声通話・SMS",
  "shop.plan.family": "ファミリー価格",
  "shop.plan.emergency": "データ専用のSIMからは、110・118・119に発信できません。",
  "shop.simFee": "契約事務手数料（SIM 1枚ごと）",
  "shop.simAddonsNote": "音声通話のあるプランでご利用いただけます。",
  "shop.region.usa_sf": "アメリカ（サンフランシスコ）",
  "shop.region.uk_london": "イギリス（ロンドン）",
  "shop.vpnFee": "初期費用（ルーター 1台ごと）",

  "shop.terms": "お支払い・開始・解約",
  "shop.terms.tax": "料金",
  "shop.terms.taxText":
    "大きく表示している金額は税込です。請求書の消費税は、合計額に対して計算し、1円未満を切り捨てます。",
  "shop.terms.billing": "請求の単位",
  "shop.terms.billingText": "暦月（1日から末日まで）ごと。",
  "shop.terms.start": "開始月の料金",
  "shop.terms.startFree":
    "サービスを開始した月の月額料金は無料です。本日開始した場合は{until}まで無料で、{from}から全額がかかります。",
  "shop.terms.startByDay": "開始日からの日割りです。本日開始した場合は、{from}から月額の全額がかかります。",
  "shop.terms.minimum": "最低利用期間",
  "shop.terms.minimumNone": "ありません。",
  "shop.terms.minimumMonths": "{months}か月です。",
  "shop.terms.end": "解約",
  "shop.terms.endText": "毎月{day}日までにお申し出いただくと当月末に、それ以降は翌月末に解約となります。",
  "shop.terms.eight": "初期契約解除",
  "shop.terms.eightText":
    "契約書面を受け取った日を1日目として8日以内であれば、理由を問わず新しいご契約を解除できます。それまでのご利用料金と、実施した工事の費用はかかります。",

  "shop.faq": "よくあるご質問",
  "shop.faq.internet.line": "どの回線を利用できますか。",
  "shop.faq.internet.lineText":
    "戸建て・集合住宅に入っている設備によって異なります。お申し込みの前に当社が回線の事業者に確認し、ご利用いただけるプランをご案内します。",
  "shop.faq.internet.visit": "工事の立ち会いは必要ですか。",
  "shop.faq.internet.visitText":
    "新しい回線では、工事担当者が光ファイバーを引き込むため、立ち会いが必要です。日程はお客様と調整します。",
  "shop.faq.internet.router": "ルーターは用意する必要がありますか。",
  "shop.faq.internet.routerText":
    "お手持ちのルーター、またはホームゲートウェイをご利用いただけます。お申し込みの際にお選びください。",
  "shop.faq.internet.move": "解約すると、工事費の分割払いはどうなりますか。",
  "shop.faq.internet.moveText": "残っている回数分をお支払いいただきます。",
  "shop.faq.sim.esim": "SIMカードとeSIMの違いは何ですか。",
  "shop.faq.sim.esimText":
    "eSIMには対応する端末と、その32桁のEIDが必要です。SIMカードはお客様にお届けします。",
  "shop.faq.sim.number": "今の電話番号をそのまま使えますか。",
  "shop.faq.sim.numberText":
    "はい。現在ご契約の会社で、10桁のMNP予約番号を取得してください。有効期間が限られていますので、取得後は早めにお申し込みください。",
  "shop.faq.sim.identity": "本人確認が必要なのはなぜですか。",
  "shop.faq.sim.identityText":
    "音声通話のできるSIMの契約には、法律で本人確認が義務づけられており、書類の画像だけではご契約いただけません。確認の方法は、お申し込みの際にご案内します。",
  "shop.faq.sim.family": "家族向けの料金はありますか。",
  "shop.faq.sim.familyText": "ご利用中のSIMがあるお客様には、ログイン後にファミリープランを表示します。",
  "shop.faq.vpn.what": "このルーターで何ができますか。",
  "shop.faq.vpn.whatText":
    "接続した機器が、お選びの国からインターネットを利用できます。ルーターは、お使いのインターネット回線につなぎます。",
  "shop.faq.vpn.setup": "設定は必要ですか。",
  "shop.faq.vpn.setupText":
    "必要ありません。設定済みでお届けしますので、回線と電源をつなぐだけでご利用いただけます。",
  "shop.faq.vpn.watch": "海外のサイトはすべて利用できますか。",
  "shop.faq.vpn.watchText": "お約束はできません。利用できるかどうかは、それぞれのサイトの判断によります。",

  "shop.business.lead": "<strong>人数と拠点をお知らせください。</strong>まとめてお見積もりします。",
  "shop.business.offer": "ご提供するもの",
  "shop.business.line": "オフィスや店舗の光回線",
  "shop.business.sims": "社員向けのSIM・eSIM",
  "shop.business.invoice": "登録番号を記載した適格請求書",
  "shop.business.portal": "請求書をPDFで、一覧をCSVで保存できる、このポータル",
  "shop.business.how": "お申し込みの流れ",
  "shop.business.howText":
    "ご住所と回線数を、お電話またはメールでお知らせください。法人向けの料金は内容によって異なるため、このページではなく、お見積もりでご案内します。",
  "shop.onsite.lead":
    "<strong>お電話では解決できないときに。</strong>訪問をご希望の場合はお問い合わせください。",
  "shop.onsite.offer": "承る内容",
  "shop.onsite.router": "ルーターとWi-Fiの設定、電波の届きにくい場所の確認",
  "shop.onsite.devices": "パソコン、プリンターなどの接続",
  "shop.onsite.move": "建物の条件が許す範囲での、宅内の配線の移動",
  "shop.onsite.how": "お申し込みの流れ",
  "shop.onsite.howText":
    "お困りの内容と場所を、お電話またはメールでお知らせください。訪問の前に、料金と日程をご案内します。",

  "shop.account.title": "サービス",
  "shop.account.lead": "ご利用中のサービスと、追加できるサービスです。",
  "shop.active.none": "ご利用中のサービスはありません。",
  "shop.active.count_other": "<strong>{count}件をご利用中</strong>です。",
  "shop.active.unknown": "現在、ご利用状況を表示できません。",
  "shop.unreadable_other": "現在表示できないサービスが{count}件あります。",

  "shop.eligibility": "ご住所の確認",
  "shop.eligibility.not_requested.title": "ご住所の確認はまだ行っていません",
  "shop.eligibility.not_requested.body":
    "プランをお選びいただく前に、建物でご利用いただける回線を当社で確認します。",
  "shop.eligibility.pending.title": "ご住所を確認しています",
  "shop.eligibility.pending.body": "ご利用いただける回線が分かりましたら、メールでお知らせします。",
  "shop.eligibility.pending.since": "{date}に受け付けました。",
  "shop.eligibility.eligible.title": "ご住所で回線をご利用いただけます",
  "shop.eligibility.eligible.body": "ご利用いただけるプランは次のとおりです。",
  "shop.eligibility.eligible.more":
    "ご住所について、担当者からのご案内があります。このページには表示できないため、お問い合わせください（{phone}、{hours}）。",
  "shop.eligibility.ineligible.title": "ご住所では光回線をご利用いただけません",
  "shop.eligibility.ineligible.body":
    "転居された場合や、建物の状況が変わった場合は、お問い合わせください（{phone}、{hours}）。",
  "shop.eligibility.unknown.title": "ご住所の確認結果を表示できません",
  "shop.eligibility.unknown.body": "お問い合わせください（{phone}、{hours}）。",
  "shop.eligibility.gone":
    "ご住所の確認の状況を読み取れないため、現在は表示できません。登録内容に変更はありません。",
  "shop.eligibility.notes": "担当者からのご案内",
  "shop.eligibility.allPlans": "すべてのプランと料金を見る",
  "shop.internet.active":
    "ご利用中のインターネット回線があります。2回線目をご希望の場合は、お問い合わせください。",
  "shop.configure": "プランを選ぶ",
  "shop.choose": "{plan} を選ぶ",
  "shop.gate.availability":
    "お申し込みの前に、<link>ご住所の確認</link>が必要です。ご利用いただけるプランは建物によって異なります。",
  "shop.others.title": "そのほかにご利用中のサービス",
  "shop.others.body": "現在ご利用中のサービスです。ご請求書と同じ名称で表示しています。",
  "shop.gate.family": "ファミリープランは、ご利用中のSIMがあるお客様向けです。",
  "shop.sim.familyTitle": "ファミリー価格",
  "shop.sim.familyBody": "ご利用中のSIMがあるため、ファミリープランも表示しています。",
  "shop.sim.unknown":
    "ご契約を読み取れないため、ファミリープランをご利用いただけるか確認できません。通常のプランを表示しています。",
} satisfies TranslationOf<typeof english>;
