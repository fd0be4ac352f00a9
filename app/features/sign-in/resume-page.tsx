import { CsrfField } from "~/components/forms/field.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { buttonClass, LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import type { HeldForm } from "~/platform/page/held-form.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** What was typed before the session ended, and a button that sends it where it was meant to go. */
export function ResumePage({ path, fields }: HeldForm) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  const typed = fields.filter(([name, value]) => name !== "idempotencyKey" && value !== "");
  return (
    <>
      <PageHeader title={t("resume.title")} answer={t("resume.answer")} />
      <Sheet title={t("resume.typed")} titleId="typed">
        <form noValidate method="post" action={path} className="sheet-body">
          <CsrfField token={csrf} />
          {fields.map(([name, value], index) => (
            <input key={index} type="hidden" name={name} value={value} />
          ))}
          <ul>
            {typed.map(([, value], index) => (
              <li key={index} className="pre-line">
                <bdi>{value}</bdi>
              </li>
            ))}
          </ul>
          <div className="btns gap-top">
            <button type="submit" className={buttonClass("primary")}>
              {t("resume.send")}
            </button>
            <LinkButton href={path.replace(/\?.*/, "")}>{t("resume.back")}</LinkButton>
          </div>
        </form>
      </Sheet>
    </>
  );
}
