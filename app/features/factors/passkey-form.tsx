import type { PasskeyUse } from "#domain/auth/passkeys.ts";
import { CsrfField } from "~/components/forms/field.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type PasskeyFormProps = {
  csrf: string;
  use: PasskeyUse;
  submit: string;
  /** Where the form goes; without it, to the page's own address. */
  action?: string;
  /** Sent along, hidden. */
  fields?: Record<string, string>;
};

const SENTENCES = ["cancelled", "known", "failed"] as const;

/**
 * A button that asks the browser for a passkey (`browser/passkey.ts`). Without scripts the form is sent empty, and the answer says what
 * else there is.
 */
export function PasskeyForm({ csrf, use, submit, action, fields = {} }: PasskeyFormProps) {
  const { t } = useI18n();
  return (
    <form noValidate method="post" action={action} data-passkey="/auth/passkey-options">
      <CsrfField token={csrf} />
      <input type="hidden" name="intent" value="passkey" />
      <input type="hidden" name="use" value={use} />
      <input type="hidden" name="credential" value="" autoComplete="off" />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={buttonClass("primary", false, "full")}>
        {submit}
      </button>
      <div role="alert">
        {SENTENCES.map((name) => (
          <p key={name} className="err" data-says={name} hidden>
            {t(`passkey.${name}`)}
          </p>
        ))}
      </div>
      <noscript>
        <p className="hint gap-top">{t("passkey.noScript")}</p>
      </noscript>
    </form>
  );
}
