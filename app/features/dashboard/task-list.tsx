import type { ReactNode } from "react";
import { Icon } from "~/components/ui/icon.tsx";
import type { IconName } from "~/components/ui/icon-names.ts";
import { buttonClass, LinkButton } from "~/components/ui/link.tsx";
import { Amount, DateText } from "~/components/ui/money.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { Dashboard } from "./dashboard.ts";

type Task = Dashboard["tasks"][number];
type Shown = { icon: IconName; title: string; body: ReactNode; action: ReactNode };

/** What waits for the customer; only the first critical one has a primary button. */
export function TaskList({ tasks }: { tasks: Task[] }) {
  const { t } = useI18n();
  const show = useTask();
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks" className="sr">
        {t("dashboard.tasks")}
      </h2>
      <ul className="tasks sheet">
        {tasks.map((task, index) => {
          const { icon, title, body, action } = show(task, index === 0 && task.tone === "critical");
          return (
            <li key={task.type} className={`t-${task.tone}`}>
              <Icon name={icon} />
              <div>
                <h3>{title}</h3>
                <p>{body}</p>
              </div>
              {action}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useTask(): (task: Task, isPrimary: boolean) => Shown {
  const { t, rich } = useI18n();
  const go = (to: string, label: string, isPrimary: boolean) => (
    <LinkButton href={to} kind={isPrimary ? "primary" : "plain"} compact className="go">
      {label}
    </LinkButton>
  );
  return (task, isPrimary) => {
    switch (task.type) {
      case "invoices_overdue":
      case "invoices_due_soon": {
        const isLate = task.type === "invoices_overdue";
        const keys = isLate ? "task.overdue" : "task.dueSoon";
        const values = {
          amount: <Amount money={task.amount} />,
          date: <DateText date={task.dueOn} long />,
        };
        const list = `/account/billing/invoices?status=${isLate ? "overdue" : "unpaid"}`;
        return {
          icon: isLate ? "circle-alert" : "clock",
          title: task.invoice
            ? t(`${keys}.one`, { number: task.invoice.number })
            : t(`${keys}.many`, { count: task.count }),
          body:
            isLate && !task.invoice ? rich("task.overdue.bodyMany", values) : rich(`${keys}.body`, values),
          action: task.invoice
            ? go(`/account/billing/invoices/${task.invoice.id}`, t("task.viewInvoice"), isPrimary)
            : go(list, t("task.viewInvoices"), isPrimary),
        };
      }
      case "payment_method_missing":
        return {
          icon: "credit-card",
          title: t("task.noMethod.title"),
          body: t("task.noMethod.body"),
          action: go("/account/billing/payments", t("task.noMethod.action"), isPrimary),
        };
      case "payment_method_expired":
        return {
          icon: "triangle-alert",
          title: t("task.expired.title", { lastFour: task.lastFour }),
          body: t("task.expired.body"),
          action: go("/account/billing/payments", t("task.expired.action"), isPrimary),
        };
      default: {
        const { icon, title, body, go: next } = task;
        return {
          icon,
          title,
          body,
          action: (
            <a href={next.href} className={buttonClass("plain", true, "go")}>
              {next.label}
            </a>
          ),
        };
      }
    }
  };
}
