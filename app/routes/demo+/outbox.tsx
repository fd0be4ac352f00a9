import { useLoaderData } from "@remix-run/react";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Facts } from "~/components/public/legal-page.tsx";
import { PublicLayout } from "~/components/public/public-layout.tsx";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const MAX_MAILS = 50;

/** Mail of all demo logins: with real customers there is no such page. */
export const loader = forVisitor(async ({ app, context }) => {
  if (app.config.mode !== "demo") throw new AppError("not_found", { reason: "NOT_FOUND" });
  const mails = await asSystem(app.database, (tx) => listMail(tx, { limit: MAX_MAILS }));
  return {
    title: pageTitle(context, translatorOf(context).t("outbox.title")),
    mails: mails.map(({ id, toAddress, subject, text, language, createdAt }) => ({
      id,
      toAddress,
      subject,
      text,
      language,
      createdAt: createdAt.toISOString(),
    })),
  };
});

export default function Outbox() {
  const { mails } = useLoaderData<typeof loader>();
  const { t, instant } = useI18n();
  return (
    <PublicLayout>
      <PageHeader title={t("outbox.title")} answer={t("outbox.lead")} />
      {mails.length === 0 ? <p>{t("outbox.empty")}</p> : null}
      {mails.map(({ id, toAddress, subject, text, language, createdAt }) => (
        <article key={id} className="sheet">
          <div className="sheet-head">
            <h2 lang={language}>{subject}</h2>
          </div>
          <div className="sheet-body">
            <Facts
              rows={[
                { label: t("outbox.to"), value: toAddress },
                { label: t("outbox.time"), value: instant(createdAt) },
              ]}
            />
            <p className="gap-top pre-line" lang={language}>
              {text}
            </p>
          </div>
        </article>
      ))}
      <p className="gap-top">
        <a href="/auth/login">{t("outbox.back")}</a>
      </p>
    </PublicLayout>
  );
}
