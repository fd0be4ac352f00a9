import type { getStarted as english } from "./en.ts";
import { FIGURES } from "../figures.ts";
import type { TranslationOf } from "../keys.ts";

export const getStarted = {
  "start.pageTitle": "ご利用開始の手続き",
  "start.title": "ご利用開始の手続き",
  "start.lead":
    "初めてのお客様と、ご契約中でこのポータルをまだ使っていないお客様の手続きです。最初に確認コードをメールでお送りします。",
  "start.email": "メールアドレス",
  "start.emailHint": "ご契約中のお客様は、請求のお知らせが届くメールアドレスを入力してください。",
  "start.emailMissing": "メールアドレスを入力してください。",
  "start.emailTooLong": `${FIGURES.emailLength}文字以内のメールアドレスを入力してください。これより長いアドレスは登録できません。`,
  "start.submit": "確認コードを送信する",
  "start.purpose":
    "メールアドレスは、アカウントの確認または登録のために使います。<link>プライバシーポリシー</link>",
  "start.haveLogin": "アカウントをお持ちの方は<link>ログイン</link>してください。",
  "start.limited_other":
    "操作の回数が多すぎるため、一時的に停止しています。{count}分後にもう一度お試しください。",
  "start.again.title": "最初からやり直してください",
  "start.again.body": "時間が経過したか、お手続きが完了したか、別のブラウザーで開始されています。",
  "start.code.title": "メールをご確認ください",
  "start.code.submit": "確認する",
  "start.code.back": "別のメールアドレスを使う",

  "start.unknown.title": "現在、アカウントを確認できません",
  "start.unknown.body":
    "メールアドレスは確認できましたが、当社の一部のシステムに接続できません。登録内容に変更はありません。数分後にもう一度お試しください。",
  "start.unknown.submit": "もう一度試す",
  "start.exists.title": "すでにアカウントをお持ちです",
  "start.exists.body":
    "このポータルのメールアドレスとパスワードでログインしてください。別のメールアドレスで登録されている場合は、そのアドレスをお使いください。",
  "start.signIn": "ログインする",
  "start.forgot": "パスワードを再設定する",
  "start.support.title": "担当者が確認します",
  "start.support.body":
    "アカウントの登録または連携を自動で行えませんでした。サポート担当者に連絡しましたので、<nb>{email}</nb> 宛てにご連絡します。お電話（<nb>{phone}</nb>、{hours}）でもお問い合わせいただけます。",
  "start.wait.title": "アカウントを準備しています",
  "start.wait.body":
    "通常より時間がかかっています。入力内容は保持していますので、もう一度入力する必要はありません。完了したら <nb>{email}</nb> 宛てにお知らせします。",
  "start.wait.submit": "最新の情報に更新",
  "start.ready.title": "アカウントの準備ができました",
  "start.ready.body": "メールアドレスとパスワードでログインしてください。",

  "start.link.title": "アカウントの連携",
  "start.link.lead":
    "ご契約中のお客様です。ご本人のアカウントであることを確認するため、請求サイトのパスワードを一度だけ入力してください。",
  "start.link.password": "請求サイトのパスワード",
  "start.link.passwordHint":
    "請求サイトでの確認にのみ使い、保存しません。次の画面で新しいパスワードを設定します。",
  "start.link.submit": "アカウントを連携する",
  "start.link.forgotten":
    "パスワードがわからない場合は、お電話（<nb>{phone}</nb>、{hours}）またはメール（{mail}）でご連絡ください。",
  "start.choose.title": "アカウントの選択",
  "start.choose.lead":
    "請求サイトに複数のアカウントをお持ちです。このポータルのログイン1つにつき、連携できるアカウントは1つです。ここで確認したいアカウントを選択してください。",
  "start.choose.legend": "お持ちのアカウント",
  "start.choose.number": "お客様番号：{number}",
  "start.choose.submit": "このアカウントを連携する",
  "start.choose.missing": "アカウントを1つ選択してください。",
  "start.choose.others":
    "ほかのアカウントも利用したい場合は、お電話（<nb>{phone}</nb>、{hours}）またはメール（{mail}）でご連絡ください。",
  "start.passwordMissing": "請求サイトのパスワードを入力してください。",
  "start.passwordWrong":
    "{email} の請求サイトのパスワードと一致しません。ご確認のうえ、もう一度お試しください。",

  "start.new.title": "お客様情報の入力",
  "start.new.lead":
    "メールアドレス <nb>{email}</nb> を確認しました。アカウントの登録に必要な情報を入力してください。",
  "start.complete.title": "アカウント登録の続き",
  "start.complete.lead":
    "メールアドレス <nb>{email}</nb> を確認しました。登録済みの情報をご確認のうえ、残りを入力してください。",
  "start.person": "お客様について",
  "start.personPurpose": "ご契約、ご請求、当社からのご連絡のために使います。",
  "start.firstName": "名",
  "start.lastName": "姓",
  "start.nameHint": "運転免許証や在留カードなどの記載どおりに入力してください。",
  "start.phone": "電話番号",
  "start.phoneHint": "例：090-1234-5678。海外の番号は「+」と国番号から入力してください。",
  "start.birthDate": "生年月日",
  "date.era": "西暦・元号",
  "date.year": "年",
  "date.month": "月",
  "date.day": "日",
  "date.era.western": "西暦",
  "date.era.reiwa": "令和",
  "date.era.heisei": "平成",
  "date.era.showa": "昭和",
  "date.era.taisho": "大正",
  "date.era.meiji": "明治",
  "start.gender": "性別（任意）",
  "start.gender.none": "回答しない",
  "start.gender.female": "女性",
  "start.gender.male": "男性",
  "start.address": "ご住所",
  "start.addressPurpose": "ご契約、お届け、ご請求のために使います。",
  "start.password": "パスワードの設定",
  "start.terms": "<link>利用規約（新しいタブで開きます）</link>に同意します。",
  "start.marketing": "お得な情報のメールを受け取ります（任意）。",
  "start.submitNew": "アカウントを登録する",

  "start.oneName": "氏名が姓と名に分かれていない",
  "start.lastNameKana": "セイ（フリガナ）",
  "start.firstNameKana": "メイ（フリガナ）",
  "start.kanaHint": "モバイル回線のお申し込みに必要です。あとから登録することもできます。",
  "start.fault.firstName":
    "名を入力してください。姓と名に分かれていない場合は、下のチェックを入れてください。",
  "start.fault.lastName":
    "姓を入力してください。姓と名に分かれていない場合は、下のチェックを入れてください。",
  "start.fault.twoNames":
    "姓と名に分かれていないとのチェックが入っています。どちらかの欄を空にするか、チェックを外してください。",
  "start.fault.nameSigns":
    "お名前には、漢字、ひらがな、カタカナ、ローマ字をお使いください。携帯電話網や書類ではほかの文字を扱えません。運転免許証や在留カードの記載に合わせて入力してください。",
  "start.fault.kana": "フリガナをカタカナまたはひらがなで入力してください。",
  "start.fault.tooLong": "登録できる文字数を超えています。短くして入力してください。",
  "start.fault.phoneMissing": "電話番号を入力してください。",
  "start.fault.phone":
    "当社からおかけできる電話番号を入力してください（例：090-1234-5678、+44 20 7946 0000）。",
  "start.fault.birthDate": "実在する日付を入力してください（例：1988年3月12日、昭和63年3月12日）。",
  "start.fault.birthDatePast": "生年月日には過去の日付を入力してください。",
  "start.fault.terms": "アカウントの登録には、利用規約への同意が必要です。",
  "start.fault.email":
    "このメールアドレスは請求システムに登録できません。別のアドレスで最初からやり直してください。",
  "start.fault.refused":
    "入力内容を登録できませんでした。内容をご確認いただくか、お電話（{phone}、{hours}）でご連絡ください。",
  "start.unavailable":
    "当社の一部のシステムに接続できないため、現在、お手続きを完了できません。入力内容は保持しています。1分ほどしてから、もう一度お試しください。",

  "start.set.title": "パスワードの設定",
  "start.set.lead":
    "アカウントを連携しました。このポータルで使うパスワードを設定してください。請求サイトのパスワードは、ここでは使いません。",
  "start.set.submit": "保存してログインする",
} satisfies TranslationOf<typeof english>;
