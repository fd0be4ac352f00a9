import type { checkout as english } from "./en.ts";
import type { TranslationOf } from "../keys.ts";

export const checkout = {
  "checkout.title": "お申し込み内容の確認",
  "checkout.step.check": "確認",
  "checkout.step.explanation": "重要事項の説明",
  "checkout.step.delivery": "契約書面の交付",
  "checkout.step.confirm": "お申し込み",
  "checkout.ready": "必要なものがそろっています。最後のステップまで、お申し込みにはなりません。",
  "checkout.missing": "お申し込みの前に、必要なお手続きがあります。",
  "checkout.notKnown": "現在、一部を確認できません。お申し込みはまだ完了していません。",
  "checkout.change": "内容を変更する",
  "checkout.noCart":
    "料金を管理するシステムから料金を読み取れないため、現在は表示できません。お選びいただいた内容は保存されています。",
  "checkout.next": "次へ進む",
  "checkout.back": "戻る",
  "checkout.lookAgain": "最新の情報に更新",

  "checkout.expired.title": "カートの有効期限が切れました",
  "checkout.expired.body":
    "お申し込みは行われていません。お選びいただいた内容は保存されているため、選び直す必要はありません。",
  "checkout.expired.go": "選択内容に戻る",

  "checkout.gates": "お申し込みに必要なもの",
  "checkout.state.passed": "完了",
  "checkout.state.refused": "未完了",
  "checkout.state.unknown": "確認できません",
  "checkout.unknown": "管理するシステムから情報を読み取れないため、現在は確認できません。",
  "checkout.gate.mapping": "お客様情報",
  "checkout.gate.mapping.refused":
    "ログイン情報に対応するお客様情報が見つかりません。お電話ください（{phone}、{hours}）。",
  "checkout.gate.products": "取り扱い状況",
  "checkout.gate.products.refused": "取り扱いを終了したものが含まれています。選び直してください。",
  "checkout.gate.products.go": "選び直す",
  "checkout.gate.composition": "組み合わせ",
  "checkout.gate.composition.refused": "この組み合わせではお申し込みいただけません。選び直してください。",
  "checkout.gate.composition.go": "選び直す",
  "checkout.gate.payment_method": "お支払い方法",
  "checkout.gate.payment_method.refused": "ご請求に使えるカードまたは口座が登録されていません。",
  "checkout.gate.payment_method.go": "お支払い方法を登録する",
  "checkout.gate.address": "ご住所",
  "checkout.gate.address.refused": "ご住所が登録されていないか、一部が不足しています。",
  "checkout.gate.address.unknown":
    "現在、ご住所を確認できないか、変更した内容がまだ一部のシステムに反映されていません。",
  "checkout.gate.address.go": "ご住所を登録する",
  "checkout.gate.address_confirmed": "設置場所",
  "checkout.gate.address_confirmed.refused": "下の欄で、設置場所の住所をご確認ください。",
  "checkout.gate.eligibility": "ご住所で利用できる回線",
  "checkout.gate.eligibility.refused":
    "ご住所でこのプランをご利用いただけることが確認できていません。先に住所の確認をご依頼ください。",
  "checkout.gate.eligibility.go": "利用できる回線を見る",
  "checkout.gate.single_internet": "インターネット回線はお一人様1回線",
  "checkout.gate.single_internet.refused":
    "ご利用中のインターネット回線があります。2回線目はお電話で承ります（{phone}、{hours}）。",
  "checkout.gate.verification": "本人確認",
  "checkout.gate.verification.refused": "先に本人確認のお手続きをお願いします。",
  "checkout.gate.verification.go": "本人確認に進む",
  "checkout.gate.of_age": "18歳以上であること",
  "checkout.gate.of_age.refused":
    "登録されている生年月日では、お客様または回線の名義人の方が18歳未満です。親権者の方とご一緒に、お電話でお申し込みください。フィルタリングの設定もご案内します（{phone}、{hours}）。",
  "checkout.gate.voice_lines": "音声通話のできる回線の数",
  "checkout.gate.voice_lines.refused":
    "音声通話のできる回線（お申し込み中を含みます）が、ここでお申し込みいただける上限に達しています。追加をご希望の場合は担当者が確認します：{phone}、{hours}",
  "checkout.stepUp.ahead":
    "すでに音声通話のできる回線をお持ちです。第三者によるお申し込みを防ぐため、お申し込みの際に追加の確認を行います。",
  "checkout.gate.agreed": "重要事項の確認と同意",
  "checkout.gate.agreed.refused": "前のステップの確認が必要になりました。",
  "checkout.gate.agreed.go": "そのステップに進む",

  "checkout.place": "設置場所",
  "checkout.place.lead": "工事担当者がこちらの住所に伺います。",
  "checkout.place.confirm": "この住所に回線を設置します。",
  "checkout.place.send": "住所を確定する",
  "checkout.place.change": "別の住所にする",
  "checkout.place.required": "住所に間違いがなければ、チェックを入れてください。",
  "checkout.place.changed": "住所が変更されました。もう一度ご確認ください。",

  "checkout.read.page": "重要事項の説明",
  "checkout.read.lead": "お申し込みの前に、最後までお読みください。",
  "checkout.read.keep": "控えの保存",
  "checkout.read.file.en": "英語（English）で保存する",
  "checkout.read.file.ja": "日本語で保存する",
  "checkout.read.print": "このページは、ブラウザーから印刷することもできます。",
  "checkout.read.confirm": "重要事項の説明を読み、内容を理解しました。",
  "checkout.read.required": "お読みになり、ご理解いただけましたら、チェックを入れてください。",
  "checkout.read.send": "次へ進む",
  "checkout.read.fingerprint": "版：{version}、ファイルのSHA-256：{sha256}",
  "checkout.changed":
    "ページを開いた後に、料金や日付など、記載の内容が変わりました。お申し込みは行われていません。もう一度お読みください。",

  "checkout.delivery.page": "契約書面の交付方法",
  "checkout.delivery.lead": "契約書面の交付方法と、ご利用になる方についてお伺いします。",
  "checkout.delivery.document": "契約書面",
  "checkout.delivery.what":
    "お申し込みを承認した後、契約書面をこのポータルのお申し込みのページに掲載し、メールでお知らせします。書面は閲覧、保存、印刷ができます。紙の書面をご希望の場合や、後から変更される場合は、お電話ください（{phone}、{hours}）。",
  "checkout.delivery.consent": "契約書面を、紙に代えてこのポータルで受け取ることに同意します。",
  "checkout.delivery.consentRequired":
    "チェックを入れてください。紙の書面でのお申し込みはお電話で承ります（{phone}、{hours}）。",
  "checkout.delivery.age": "ご利用になる方",
  "checkout.delivery.ageWhat":
    "法律により、ご契約者またはご利用になる方に18歳未満の方がいらっしゃるかどうかを確認しています。18歳未満の方には有害サイトのフィルタリングを提供し、保護者の同意をいただきます。",
  "checkout.delivery.ageQuestion": "あてはまる方をお選びください",
  "checkout.delivery.adults": "全員が18歳以上です。",
  "checkout.delivery.minor": "契約者または利用者に18歳未満の者がいます。",
  "checkout.delivery.ageRequired": "どちらかを選んでください。",
  "checkout.delivery.minorBody":
    "お申し込みは、保護者の方とご一緒に、お電話で承ります。フィルタリングの設定もその際にご案内します（{phone}、{hours}）。お選びいただいた内容は保存されています。お申し込みは行われていません。",
  "checkout.delivery.send": "次へ進む",

  "checkout.confirm.page": "お申し込み",
  "checkout.confirm.lead":
    "もう一度すべての内容をご確認ください。ボタンを押すとお申し込みとなり、料金が発生します。",
  "checkout.confirm.terms": "<link>利用規約</link>と、重要事項の説明の内容に同意します。",
  "checkout.confirm.required": "お申し込みには、チェックが必要です。",
  "checkout.confirm.send": "この内容で申し込む（料金が発生します）",
  "checkout.confirm.correct": "訂正する場合は、前のページにお戻りください。入力した内容は残ります。",
  "checkout.refused": "お申し込みは送信されませんでした",
  "checkout.refused.missing": "必要なものが不足しています。お申し込みは行われていません。",
  "checkout.refused.unknown":
    "読み取れない情報があり、すべてを確認できませんでした。お申し込みは行われておらず、入力した内容は残っています。数分後にもう一度お試しください。",
  "checkout.refused.crm":
    "システムがお申し込みを受け付けませんでした。お申し込みは行われていません。内容をもう一度ご確認いただくか、お電話ください（{phone}、{hours}）。",
  "checkout.underWay.title": "お申し込みを送信しています",
  "checkout.underWay.body":
    "お申し込みを受け取りましたが、システムでの確認がまだ終わっていません。お手続きは自動で一度だけ行われ、完了しましたらメールでお知らせします。もう一度送信しないでください。",
  "checkout.underWay.other":
    "同じ種類のサービスについて、別のお申し込みを送信しています。完了してから、こちらをお申し込みください。",
  "checkout.underWay.look": "状況を確認する",

  "checkout.done": "お申し込みを受け付けました",
  "checkout.doneBody":
    "受付のメールをお送りします。担当者が内容を確認し、当社が承認した時点でご契約が成立します。",
  "checkout.notice.title": "お申し込み（{number}）を受け付けました",
  "checkout.notice.body": "担当者が内容を確認しています。承認しましたらメールでお知らせします。",
  "checkout.notice.go": "お申し込みを見る",

  "contract.title": "契約書面",
  "contract.link": "契約書面",
  "contract.linkBody": "ご契約の内容です。閲覧、保存、印刷ができます。",
  "contract.earlier": "以前の書面（{time}掲載）",
  "contract.open": "契約書面を開く",
  "contract.save": "ファイルに保存する",
  "contract.placed": "掲載",
  "contract.notified": "メールの送信",
  "contract.opened": "最初の閲覧",
  "contract.received": "受領とみなす日時",
  "contract.version": "版",
  "contract.sha256": "ファイルのSHA-256",
  "contract.facts": "この書面について",
  "contract.factsBody":
    "内容は変更されません。保存したファイルのSHA-256がこちらの値と同じであれば、内容も同じです。",

  "legal.explanation.title": "重要事項説明書",
  "legal.explanation.lead": "サービスの内容、料金、解約の条件、初期契約解除についてご説明します。",
  "legal.confirmation.title": "お申し込みの内容",
  "legal.confirmation.lead": "ボタンを押すと、次の内容でお申し込みとなります。",
  "legal.contract.title": "契約書面",
  "legal.contract.lead": "この書面の内容を十分にお読みになり、大切に保管してください。",

  "legal.contract": "ご契約",
  "legal.contract.concluded": "契約の成立日",
  "legal.contract.number": "契約番号",
  "legal.contract.order": "お申し込み番号",
  "legal.contract.reissued": "再交付",
  "legal.contract.reissuedText":
    "{date}に改めて交付しました。初期契約解除について、当社のご説明に誤りがあったためです。この書面を受け取った日から、改めて8日間解除できます。期間と方法は、この書面の記載によります。",
  "legal.contract.name": "お名前",
  "legal.contract.address": "ご住所",
  "legal.contract.options": "オプション",
  "legal.contract.optionsText": "それぞれ個別に追加、変更、解約ができます。お電話またはメールで承ります。",

  "legal.operator": "電気通信事業者",
  "legal.operator.company": "会社名",
  "legal.operator.address": "所在地",
  "legal.operator.complaints": "お問い合わせ・苦情の窓口",
  "legal.operator.complaintsText": "電話 {phone}（{hours}）、メール {email}",

  "legal.service": "サービスの内容",
  "legal.service.type": "種類",
  "legal.service.type.internet": "光ファイバーによるインターネット接続（FTTH、回線とプロバイダーの一体型）",
  "legal.service.type.sim": "携帯電話事業者の回線によるモバイルサービス（MVNO）",
  "legal.service.type.vpn": "海外を経由して接続するためのルーターのレンタル（VPN）",
  "legal.service.quality": "速度と制限",
  "legal.service.quality.internet":
    "ベストエフォート型です。表示の速度は回線の最大値で、保証するものではありません。実際の速度は、時間帯、建物、お使いの機器によって異なります。",
  "legal.service.quality.sim":
    "ベストエフォート型で、速度は保証しません。その月のデータ容量を使い切ると、月末までまたは容量を追加するまで、速度を制限します。",
  "legal.service.quality.vpn":
    "お使いのインターネット回線を利用するため、それより速くはなりません。速度は保証しません。利用できるかどうかは、それぞれのサイトの判断によります。",
  "legal.service.area": "提供区域",
  "legal.service.area.internet": "日本国内の設置場所。",
  "legal.service.area.sim": "日本国内で、携帯電話事業者の電波が届く範囲。",
  "legal.service.area.vpn": "日本国内の、お客様のインターネット回線。",
  "legal.service.emergency": "緊急通報",
  "legal.service.emergency.voice": "110、118、119に発信できます。",
  "legal.service.emergency.data": "110、118、119に発信できません。",
  "legal.service.emergency.homePhone": "110、118、119に発信できます。ただし、停電中は発信できません。",
  "legal.service.filter": "18歳未満のご利用",
  "legal.service.filterText":
    "法律により、有害サイトのフィルタリングを提供します。ご契約者またはご利用になる方が18歳未満の場合は、保護者の方とご一緒に、お電話で承ります。",
  "legal.service.identity": "本人確認",
  "legal.service.identityText":
    "音声通話のできる回線は、法律により、開通の前に本人確認が必要です。回線は、本人確認を受けた方にお渡しします。",
  "legal.service.lending": "貸与・譲渡の禁止",
  "legal.service.lendingText":
    "有償・無償を問わず、当社の承諾なく回線を他の人に貸したり、契約を譲り渡したりすることは、法律で禁止されています。",

  "legal.lines": "お申し込みの商品",
  "legal.lines.monthly": "{quantity}点、月額 {price}（税抜 {net}）",
  "legal.lines.onetime": "{quantity}点、{price}（1回のみ、税抜 {net}）",

  "legal.charges": "料金",
  "legal.charges.monthly": "毎月の合計",
  "legal.charges.onetime": "初回のみの合計",
  "legal.charges.none": "ありません",
  "legal.charges.total": "{price}（税抜 {net}）",
  "legal.charges.installments": "工事費の分割払い",
  "legal.charges.installmentsText":
    "{payments}回、総額 {total}です。毎月の合計に含まれ、支払いが終わると毎月の合計は{after}になります。",
  "legal.charges.first": "開始月の料金",
  "legal.charges.firstFree": "サービスを開始した月の月額料金は無料です。",
  "legal.charges.firstByDay": "サービスを開始した月の月額料金は日割りです。",
  "legal.charges.firstFixed": "{start}に開始し、{until}までの料金は、初回のみの料金を含めて{due}です。",
  "legal.charges.firstAssumed":
    "開始日は未定です。{start}に開始した場合、{until}までの料金は、初回のみの料金を含めて{due}です。",
  "legal.charges.full": "月額の全額",
  "legal.charges.fullFixed": "{date}からかかります。",
  "legal.charges.fullAssumed": "開始した月の翌月1日からかかります。{start}に開始した場合は{date}からです。",
  "legal.charges.year": "最初の12か月",
  "legal.charges.yearText": "初回のみの料金を含めて、最大{price}です。",
  "legal.charges.usage": "通話料・SMS通信料",
  "legal.charges.usageText": "プランに含まれないものは、ご利用に応じて後から請求します。",
  "legal.charges.statutory": "ユニバーサルサービス料・電話リレーサービス料",
  "legal.charges.statutoryText": "ご契約に適用される場合は、上の「お申し込みの商品」に記載しています。",
  "legal.charges.tax":
    "金額はすべて税込です。請求書の消費税は、合計額に対して計算し、1円未満を切り捨てます。",
  "legal.charges.taxLabel": "消費税",

  "legal.discounts": "割引",
  "legal.discounts.first": "初月無料",
  "legal.discounts.firstFixed": "{start}から{until}まで。期間が終わると自動的に終了します。",
  "legal.discounts.firstAssumed":
    "開始した日からその月の末日まで。期間が終わると自動的に終了します。{start}に開始した場合は{until}までです。",
  "legal.discounts.family": "ファミリー価格",
  "legal.discounts.familyText": "お申し込みの時点で、ほかにご利用中のSIMがあるために適用する価格です。",
  "legal.discounts.none": "割引",
  "legal.discounts.noneText": "ありません。",

  "legal.payment": "お支払い",
  "legal.payment.when": "時期",
  "legal.payment.whenText":
    "暦月ごとに、開始後最初の定期請求から請求します。各請求書に記載のお支払い期限までにお支払いください。",
  "legal.payment.how": "方法",
  "legal.payment.howOne": "{method}（ご登録のもの）。",
  "legal.payment.howSeveral": "請求サイトで通常使うものとして設定したお支払い方法（{methods}）。",

  "legal.start": "提供の開始",
  "legal.start.when": "開始の時期",
  "legal.start.internet": "お申し込みの承認後、お客様と調整する工事の日。",
  "legal.start.sim": "お申し込みの承認と本人確認が終わり次第。",
  "legal.start.simOn": "{date}。ただし、その日までにお申し込みの承認と本人確認が終わっている場合。",
  "legal.start.vpn": "お申し込みの承認後、ルーターが届いた日。",
  "legal.start.place": "場所",
  "legal.start.access": "接続方式",
  "legal.start.access.ipoe_own_router": "IPoE（お手持ちのルーター）",
  "legal.start.access.ipoe_home_gateway": "IPoE（ホームゲートウェイ）",
  "legal.start.access.pppoe": "PPPoE方式",
  "legal.start.sort": "SIMの種類",
  "legal.start.esim": "eSIM（端末のEID {eid}）",
  "legal.start.card": "SIMカード（上記の住所にお届けします）",
  "legal.start.number": "電話番号",
  "legal.start.newNumber": "新しい番号",
  "legal.start.porting": "{number} をMNP予約番号 {reservation} で移転",

  "legal.term": "契約期間",
  "legal.term.minimum": "最低利用期間",
  "legal.term.renewal": "更新",
  "legal.term.renewalText":
    "解約のお申し出があるまで、月単位で継続します。長期の契約に自動更新されることはありません。",

  "legal.ending": "解約",
  "legal.ending.before": "承認の前の取り消し",
  "legal.ending.beforeText":
    "費用なしで取り消すことができます。このポータルのお申し込みのページ、お電話（{phone}、{hours}）、またはメール（{email}）で承ります。",
  "legal.ending.how": "方法",
  "legal.ending.howText": "{phone}（{hours}）または {email} で承ります。",
  "legal.ending.when": "解約の日",
  "legal.ending.cost": "解約時の費用",
  "legal.ending.costNone": "それまでのご利用料金のほかは、ありません。",
  "legal.ending.costInstallments": "工事費の残りの支払い額。月ごとに減り、最後はなくなります。",
  "legal.ending.costMinimum": "最低利用期間の途中の場合、最大でプランの月額料金1か月分。",
  "legal.ending.porting": "番号の持ち出し（MNP転出）",
  "legal.ending.portingText": "費用はかかりません。",
  "legal.ending.devices": "レンタル機器",
  "legal.ending.devicesText": "返却が必要です。返却されない場合は、その費用を請求します。",

  "legal.eight": "初期契約解除",
  "legal.eight.right": "理由を問わない解除",
  "legal.eight.statutory":
    "このご契約は、電気通信事業法（第26条の3）に基づく初期契約解除制度の対象です。法人のご契約は対象外です。",
  "legal.eight.voluntary":
    "このご契約にも、当社が同じ条件で初期契約解除を認めます。法人のご契約は対象外です。",
  "legal.eight.confirmation_measure": "このご契約には、初期契約解除に代わり確認措置を適用します。",
  "legal.eight.none": "このご契約は初期契約解除の対象外です。",
  "legal.eight.days": "期間",
  "legal.eight.daysText":
    "契約書面を受け取った日を1日目として8日間です。8日目の24時（日本時間）に終わります。",
  "legal.eight.daysMobile":
    "契約書面を受け取った日、またはサービスの提供開始日がそれより遅い場合はその日を1日目として、8日間です。8日目の24時（日本時間）に終わります。",
  "legal.eight.how": "方法",
  "legal.eight.howText":
    "このポータルのお申し込みのページにある手続きをご利用いただくか、お申し込み番号を記載したメールまたは書面を、{email} または {address} にお送りください。発信した時点で効力が生じます。",
  "legal.eight.cost": "お支払いいただくもの",
  "legal.eight.costText":
    "それまでのご利用料金、SIMの発行費用、契約事務手数料（最大 {fee}）、実施した工事の費用（最大 {work}）のみです。違約金や損害賠償は請求しません。それを超えてお支払いになった金額は返金します。",
  "legal.eight.wrong": "当社が誤った説明をした場合",
  "legal.eight.wrongText":
    "それにより解除されなかったときは、新しい書面を交付し、受け取った日から改めて8日間解除できます。",

  "legal.language": "言語",
  "legal.language.which": "正文",
  "legal.language.whichText":
    "この書面は日本語または英語でお渡しします。内容に違いがある場合は、日本語が正文となります。",
} satisfies TranslationOf<typeof english>;
