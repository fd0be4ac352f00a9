import type { Task } from "#domain/me-status/tasks.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";
import type { Dashboard } from "./dashboard.ts";

/** Gives a task its words, except those about bills: they hold amounts and dates, which the page shows in its own way. */
export function tellTask(task: Task, { t }: Translator): Dashboard["tasks"][number] {
  const { type, tone } = task;
  switch (type) {
    case "identity_rejected":
      return {
        type,
        tone,
        icon: "circle-alert",
        title: t("task.identityRejected.title"),
        body: t("task.identityRejected.body"),
        go: { href: "/account/settings/verification", label: t("task.identityRejected.go") },
      };
    case "identity_missing":
      return {
        type,
        tone,
        icon: "triangle-alert",
        title: t("task.identityMissing.title"),
        body: t("task.identityMissing.body"),
        go: { href: "/account/settings/verification", label: t("task.identityMissing.go") },
      };
    case "order_unfinished":
      return {
        type,
        tone,
        icon: "triangle-alert",
        title: t("task.unfinished.title", { service: t(`shop.${task.kind}.title`) }),
        body: t("task.unfinished.body"),
        go: { href: task.href, label: t("task.unfinished.go") },
      };
    case "orders_under_way": {
      const { order, count } = task;
      return {
        type,
        tone,
        icon: "clock",
        title: order ? t("task.order.one", { number: order.number }) : t("task.order.many", { count }),
        body: t("task.order.body"),
        go: order
          ? { href: `/account/orders/${order.id}`, label: t("task.order.go") }
          : { href: "/account/orders", label: t("task.order.goMany") },
      };
    }
    case "eligibility_pending":
      return {
        type,
        tone,
        icon: "clock",
        title: t("task.eligibility.title"),
        body: t("task.eligibility.body"),
        go: { href: "/account/services/internet", label: t("task.eligibility.go") },
      };
    case "onboarding":
      return {
        type,
        tone,
        icon: "info",
        title: t("task.onboarding.title"),
        body: t("task.onboarding.body"),
        go: { href: "/account/services", label: t("task.onboarding.go") },
      };
    default:
      return task;
  }
}
