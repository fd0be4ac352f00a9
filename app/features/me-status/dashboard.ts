import type { Task } from "#domain/me-status/tasks.ts";
import type { BillsView } from "~/features/invoices/bills-view.ts";
import type { Part } from "~/platform/http/part.ts";

export type Dashboard = {
  tasks: Task[];
  bills: Part<BillsView>;
  payMethods: Part<{ count: number }>;
};
