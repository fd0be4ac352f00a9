import type { BillTask, ServiceTask } from "#domain/me-status/tasks.ts";
import type { IconName } from "~/components/ui/icon-names.ts";
import type { BillsView } from "~/features/billing/bills-view.ts";
import type { Part } from "~/platform/page/part.ts";

/** With its words: they are few of many, and stay out of the script of the page. */
export type ToldTask = Pick<ServiceTask, "type" | "tone"> & {
  icon: IconName;
  title: string;
  body: string;
  go: { href: string; label: string };
};

export type Dashboard = {
  tasks: (BillTask | ToldTask)[];
  bills: Part<BillsView>;
  payMethods: Part<{ count: number }>;
};
