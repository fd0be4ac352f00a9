import type { tasks as english } from "./en.ts";
import { FIGURES } from "../figures.ts";
import type { TranslationOf } from "../keys.ts";

export const tasks = {
  "task.identityRejected.title": "本人確認書類を受け付けられませんでした",
  "task.identityRejected.body": "理由をご確認のうえ、もう一度お送りください。",
  "task.identityRejected.go": "本人確認を見る",
  "task.identityMissing.title": "お申し込みには本人確認が必要です",
  "task.identityMissing.body": "お手続きを進めるため、本人確認書類をお送りください。",
  "task.identityMissing.go": "本人確認を見る",
  "task.order.one": "お申し込み（{number}）のお手続きを進めています",
  "task.order.many": "{count}件のお申し込みのお手続きを進めています",
  "task.order.body": "状況をご確認いただけます。",
  "task.order.go": "お申し込みを見る",
  "task.order.goMany": "お申し込みを見る",
  "task.eligibility.title": "ご住所を確認しています",
  "task.eligibility.body": "ご利用いただけるインターネット回線が分かりましたら、メールでお知らせします。",
  "task.eligibility.go": "状況を見る",
  "task.unfinished.title": "お申し込みの途中です：{service}",
  "task.unfinished.body": `まだ送信されていません。お選びいただいた内容は${FIGURES.draftHours}時間保存されます。`,
  "task.unfinished.go": "続きから進める",
  "task.onboarding.title": "ご利用中のサービスはまだありません",
  "task.onboarding.body": "インターネット、SIM、VPNを、こちらからお申し込みいただけます。",
  "task.onboarding.go": "サービスを見る",
} satisfies TranslationOf<typeof english>;
