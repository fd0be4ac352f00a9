import type { configure as english } from "./en.ts";
import { FIGURES } from "../figures.ts";
import type { TranslationOf } from "../keys.ts";

export const configure = {
  "configure.steps": "お申し込みのステップ",
  "configure.at": "ステップ {number}/{count}",
  "configure.back": "戻る",
  "configure.next": "次へ進む",
  "configure.gone":
    "選択内容の保存期間が過ぎました。こちらからもう一度お選びください。お申し込みは行われていません。",
  "configure.dropped":
    "このプランではご利用いただけないため、次の内容を取り消しました：{list}。ほかのプランにする場合は、もう一度お選びください。",

  "configure.step.plan": "プラン",
  "configure.step.card": "種類",
  "configure.step.installation": "工事費",
  "configure.step.addons": "オプション",
  "configure.step.start": "開始日",
  "configure.step.number": "電話番号",
  "configure.step.transfer": "番号の移行",
  "configure.step.holder": "契約者",
  "configure.step.review": "確認",

  "configure.title.plan": "プランを選ぶ",
  "configure.title.card": "eSIMまたはSIMカード",
  "configure.title.installation": "工事費のお支払い方法",
  "configure.title.addons": "オプション",
  "configure.title.start": "ご利用開始日",
  "configure.title.number": "新しい番号または今の番号",
  "configure.title.transfer": "今の番号の移行（MNP）",
  "configure.title.holder": "回線の契約者",
  "configure.title.review": "選択内容の確認",

  "configure.needs.internet":
    "お申し込みには、登録済みのカードまたは口座、本人確認書類の送信、設置先のご住所、提供エリアの確認結果が必要です。",
  "configure.needs.other":
    "お申し込みには、登録済みのカードまたは口座、本人確認書類の送信、ご住所が必要です。",
  "configure.lead.plan": "料金の合計は、お申し込みの前にご確認いただけます。",
  "configure.lead.card": "お使いの端末に合わせてお選びください。",
  "configure.lead.installation": "新しい回線の工事費は、一括または分割でお支払いいただけます。",
  "configure.lead.addons": "必要なものをお選びください。選ばずに次へ進むこともできます。",
  "configure.lead.start": "担当者がお申し込みを確認するため、最短で明日からとなります。",
  "configure.lead.number": "ほかの会社の番号をそのままお使いいただけます（MNP）。",
  "configure.lead.transfer":
    "先に、現在ご契約の会社でMNP予約番号を取得してください。お名前と生年月日は、その会社の登録と同じでなければなりません。異なる場合は、お申し込みの前に変更してください。",
  "configure.lead.holder":
    "音声通話のできる回線では、契約者の情報を携帯電話網に登録する必要があります。お客様の登録情報には、登録に必要な項目がそろっていません。",
  "configure.lead.review":
    "<strong>お申し込みはまだ完了していません。</strong>次のページで提供条件をご確認いただき、お申し込みを確定します。",

  "configure.plan": "プラン",
  "configure.plan.price": "月額 {price}（税抜 {net}）",
  "configure.plan.family": "ファミリー価格（ご利用中のSIMがあるお客様向け）",
  "configure.plan.fee": "初期費用 {price}（1回のみ）",
  "configure.plan.router":
    "この速度には、対応するルーターが必要です。お手持ちのルーターをお使いの場合は、IPoEと回線の速度に対応しているかご確認ください。",
  "configure.accessMode": "接続方式",
  "configure.accessMode.ipoe_own_router": "IPoE（お手持ちのルーター）",
  "configure.accessMode.ipoe_own_router.note":
    "夜間も速度が落ちにくい方式です。IPoE対応のルーターが必要です。",
  "configure.accessMode.ipoe_home_gateway": "IPoE（ホームゲートウェイ）",
  "configure.accessMode.ipoe_home_gateway.note": "回線と一緒に提供されるホームゲートウェイで接続します。",
  "configure.accessMode.pppoe": "PPPoE（従来の方式）",
  "configure.accessMode.pppoe.note":
    "IDとパスワードで接続する、従来のルーター向けの方式です。混雑する時間帯は遅くなります。",
  "configure.installation": "お支払い方法",
  "configure.installation.note": "1回 {price}、総額 {total}",
  "configure.addons": "オプション",
  "configure.addons.monthly": "月額 {price}（税抜 {net}）",
  "configure.addons.once": "{price}（1回のみ、税抜 {net}）",
  "configure.addons.setup": "あわせて工事費 {price}（1回のみ、税抜 {net}）",
  "configure.addons.none": "なし",

  "configure.card": "SIMの種類",
  "configure.card.esim": "eSIM",
  "configure.card.esim.note": "eSIMに対応した端末でご利用いただけます。お届けがないため、早く開始できます。",
  "configure.card.physical": "SIMカード",
  "configure.card.physical.note": "SIMカードをお届けします。",
  "configure.eid": "端末のEID（eSIMの場合）",
  "configure.eidHint":
    "32桁の数字です。*#06# に発信するか、端末の設定でご確認ください（iPhone：一般 → 情報、Android：デバイス情報 → SIMのステータス）。",
  "configure.eidValue": "eSIM（EID {eid}）",

  "configure.wish": "工事のご希望日",
  "configure.wish.hint":
    "空欄の場合は、最も早い日程でご案内します。明日から{days}日以内の日をご指定いただけます。土曜日・日曜日は「土日の工事」のオプションが必要です。日程は確認のうえご連絡し、難しい場合はお電話でご相談します。",
  "configure.wish.on": "工事のご希望日: {date}",
  "configure.wish.first": "工事日: 最も早い日程",
  "configure.start": "ご利用開始",
  "configure.start.immediate": "できるだけ早く",
  "configure.start.immediate.note":
    "お申し込みの承認後に開始します。SIMカードの場合は、お届けの後となります。",
  "configure.start.scheduled": "日を指定する",
  "configure.start.day": "開始日",
  "configure.start.dayHint": "明日から{last}までの日をご指定いただけます。",
  "configure.start.on": "{date}から",

  "configure.number": "電話番号",
  "configure.number.new": "新しい番号",
  "configure.number.transfer": "ほかの会社の番号を移す（MNP）",
  "configure.number.transfer.note":
    "MNP予約番号が必要です。有効期限が、開始日のあとSIMカードの場合は{card}日以上、eSIMの場合は{esim}日以上残っている必要があります。",
  "configure.number.dataOnly": "データ専用プランでは、移した番号であっても音声通話にはご利用いただけません。",

  "configure.transfer.reservation": "MNP予約番号",
  "configure.transfer.reservationHint": "10桁の数字です（例：11-234-56789）。",
  "configure.transfer.expires": "有効期限",
  "configure.transfer.expiresHint": `通常、発行日を含めて${FIGURES.transferDays}日間です。最終日は夜までに締め切る会社もあります。`,
  "configure.transfer.phone": "移す電話番号",
  "configure.transfer.phoneHint": "11桁の数字です（例：090-1234-5678）。",
  "configure.transfer.owner": "現在ご契約の会社での登録内容",
  "configure.transfer.until": "{number}（有効期限 {date}）。それまでに移行を終える必要があります。",
  "configure.lastName": "姓",
  "configure.firstName": "名",
  "configure.lastNameKana": "姓（カタカナ）",
  "configure.firstNameKana": "名（カタカナ）",
  "configure.kanaHint": "ひらがなと半角カタカナは、全角カタカナに変換します。",
  "configure.birthDate": "生年月日",
  "configure.gender": "性別",
  "configure.gender.female": "女性",
  "configure.gender.male": "男性",
  "configure.gender.company": "なし（法人名義の回線）",

  "configure.chosen": "選択内容",
  "configure.change": "変更する",
  "configure.price": "料金",
  "configure.price.monthly": "月額合計",
  "configure.price.onetime": "初期費用合計",
  "configure.price.payments": "工事費の分割払い",
  "configure.price.paymentsText":
    "{payments}回払い、総額 {total}。お支払いが終わると、月額 {after}になります。",
  "configure.price.first": "開始月の料金",
  "configure.price.free": "{day}に開始した場合、{until}まで無料です。",
  "configure.price.byDay": "{day}に開始した場合、{until}までの日割りで{price}です。",
  "configure.price.full": "月額の全額",
  "configure.price.fullText": "{from}からかかります。",
  "configure.price.due": "開始月のお支払い",
  "configure.price.dueText": "{price}（初期費用を含みます）",
  "configure.price.dueWithPayment": "{price}（初期費用と工事費の初回分を含みます）",
  "configure.price.assumed": "本日開始した場合の計算です。実際の開始日によって変わります。",
  "configure.price.tax":
    "大きく表示している金額は、本日の税率による税込です。消費税は合計額ごとに計算して1円未満を切り捨てるため、各行の合計と差が出る場合があります。",
  "configure.checkout": "お申し込み手続きへ進む",

  "configure.problem.title": "この内容ではお申し込みいただけません",
  "configure.problem.unknown_sku": "選択された中に、現在は販売していないものがあります。",
  "configure.problem.wrong_category": "選択された中に、このサービスのものではない内容があります。",
  "configure.problem.duplicate": "同じものが2回選択されています。",
  "configure.problem.installation_count": "お申し込みには、工事費を1つだけお選びいただく必要があります。",
  "configure.problem.incomplete_pair": "オプションとその工事費は、あわせてお申し込みいただく必要があります。",
  "configure.problem.voice_addon_on_data_plan":
    "音声通話のオプションは、音声通話のあるプランでのみご利用いただけます。",
  "configure.problem.family_without_sim": "ファミリープランは、ご利用中のSIMがあるお客様向けです。",
  "configure.problem.not_offered": "ご住所では、このプランをご利用いただけません。",
  "configure.problem.fee_missing":
    "初期費用を確認できないため、現在はお申し込みを承れません。お電話ください（{phone}、{hours}）。",

  "configure.fault.plan": "プランを1つお選びください。",
  "configure.fault.accessMode": "接続方式をお選びください。",
  "configure.fault.installation": "工事費のお支払い方法をお選びください。",
  "configure.fault.addons": "このページにあるオプションからお選びください。",
  "configure.fault.simType": "eSIMまたはSIMカードをお選びください。",
  "configure.fault.eidMissing": "端末のEID（32桁の数字）を入力してください。",
  "configure.fault.eidLetters":
    "EIDは数字のみです。数字以外の文字が含まれています。端末の別の番号でないか、ご確認ください。",
  "configure.fault.eidLength": "EIDは32桁です。抜けている数字や、重なっている数字がないかご確認ください。",
  "configure.fault.eidDigits":
    "EIDに誤りがあります。最後の2桁が、ほかの数字と合いません。端末の表示と比べてください。",
  "configure.fault.start": "ご利用開始の時期をお選びください。",
  "configure.fault.startDay": "明日から{days}日以内の日を指定してください。",
  "configure.fault.weekend":
    "土曜日・日曜日です。「土日の工事」のオプションをお選びいただくか、別の日を指定してください。",
  "configure.fault.date": "日付が正しくありません。年、月、日を入力してください。",
  "configure.fault.number": "新しい番号か、番号の移行かをお選びください。",
  "configure.fault.reservation": "MNP予約番号10桁を入力してください（例：11-234-56789）。",
  "configure.fault.elevenDigits":
    "11桁の番号は、電話番号と思われます。MNP予約番号は10桁です。現在ご契約の会社が発行します。",
  "configure.fault.expiry.over":
    "このMNP予約番号は有効期限が過ぎています。現在ご契約の会社で、新しい番号を取得してください。",
  "configure.fault.expiry.tooFar": `MNP予約番号の有効期間は、発行日を含めて${FIGURES.transferDays}日間です。日付をご確認ください。`,
  "configure.fault.expiry.tooSoonPhysical":
    "SIMカードの場合は、お届けのため、開始日のあと{card}日以上の有効期間が必要です。eSIMまたは早い開始日を選ぶか、新しいMNP予約番号を取得してください。",
  "configure.fault.expiry.tooSoonEsim":
    "開始日のあと{esim}日以上の有効期間が必要です。早い開始日を選ぶか、新しいMNP予約番号を取得してください。",
  "configure.fault.portedNumber": "移す携帯電話番号を11桁で入力してください（例：090-1234-5678）。",
  "configure.fault.lastName": "姓を入力してください。",
  "configure.oneName": "氏名が姓と名に分かれていない",
  "configure.fault.firstName":
    "名を入力してください。姓と名に分かれていない場合は、下のチェックを入れてください。",
  "configure.fault.twoNames":
    "姓と名に分かれていないとのチェックが入っています。どちらかの欄を空にするか、チェックを外してください。",
  "configure.fault.nameLong": "お名前が長すぎます。本人確認書類の表記に合わせて短くしてください。",
  "configure.fault.nameSigns": `このお名前は携帯電話網に登録できません。漢字、かな、またはローマ字（${FIGURES.networkNameLength}文字以内）で入力してください。`,
  "configure.fault.kana": "読みをカタカナで入力してください（例：タカハシ）。",
  "configure.fault.gender": "お選びください。携帯電話網への登録に必要です。",
  "configure.fault.portingGender": "現在ご契約の会社での登録と同じものをお選びください。",
  "configure.fault.birthDate": "生年月日が正しくありません。年をご確認ください。",
} satisfies TranslationOf<typeof english>;
