import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

const MAX_MAILS = 50;

/** The demo's outbox for programs, newest first; `?to=` is one address. With real customers there is no such address. */
export const loader = forVisitor(async ({ app, url }) => {
  if (app.config.mode !== "demo") throw new AppError("not_found", { reason: "NOT_FOUND" });
  const toAddress = url.searchParams.get("to");
  const mails = await asSystem(app.database, (tx) =>
    listMail(tx, { limit: MAX_MAILS, ...(toAddress === null ? {} : { toAddress }) }),
  );
  return Response.json(
    mails.map(({ id, toAddress: to, template, subject, text, language, createdAt }) => ({
      id,
      to,
      template,
      subject,
      text,
      language,
      createdAt: createdAt.toISOString(),
    })),
  );
});
