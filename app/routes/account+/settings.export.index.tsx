import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataExportFormSchema } from "#domain/auth/forms.ts";
import { AppError } from "#domain/shared/errors.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { ExportPage, type PartView } from "~/features/export/export-page.tsx";
import { findExport, makeExport } from "~/features/export/make-export.server.ts";
import { PART_NAMES } from "~/features/export/parts.ts";
import { requireStepUp } from "~/features/sign-in/require-step-up.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

const PAGE = "/account/settings/export";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const copy = await findExport(app, customer);
  return {
    title: pageTitle(context, translatorOf(context).t("export.title")),
    idempotencyKey: randomUUID(),
    copy: copy && {
      madeAt: copy.madeAt,
      until: copy.until,
      parts: PART_NAMES.map((name): PartView => {
        const part = copy.parts[name];
        return part.state === "read"
          ? {
              name,
              state: "read",
              count: part.rows.length,
              left: part.left,
              ...(part.unreadable === undefined ? {} : { unreadable: part.unreadable }),
            }
          : { name, state: part.state };
      }),
    },
  };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, DataExportFormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  await requireStepUp(input, "data.export", PAGE);
  await makeExport(app, customer, { ...form.value, seen: auditFrom(context) });
  return redirect(PAGE, 303);
});

export default function DataExportRoute() {
  const { idempotencyKey, copy } = useLoaderData<typeof loader>();
  return <ExportPage idempotencyKey={idempotencyKey} copy={copy} />;
}
