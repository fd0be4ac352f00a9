import type { ReactNode } from "react";
import type { JapaneseAddress } from "#domain/users/customer.ts";
import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { Sheet } from "~/components/ui/sheet.tsx";
import { addressLines } from "~/features/address/address-lines.ts";
import { withWayBack } from "~/platform/page/way-back.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const HERE = { href: "/account/services/internet" };

export type AvailabilityFormProps = {
  /** Null: there is no whole address. */
  address: JapaneseAddress | null;
  idempotencyKey: string;
};

/** Asks staff what the customer's own address can get. */
export function AvailabilityForm({ address, idempotencyKey }: AvailabilityFormProps) {
  const { t, rich } = useI18n();
  const { csrf } = useAccountData();
  const change = {
    link: (text: ReactNode) => <a href={withWayBack("/account/settings/profile/address", HERE)}>{text}</a>,
  };
  return (
    <Sheet title={t("availability.title")} titleId="availability">
      {address === null ? (
        <p className="sheet-body">{rich("availability.noAddress", change)}</p>
      ) : (
        <form noValidate method="post" className="sheet-body">
          <CsrfField token={csrf} />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <p>{t("availability.lead")}</p>
          <dl className="rows key gap-top">
            <div>
              <dt>{t("availability.address")}</dt>
              <dd lang="ja" className="pre">
                <bdi>{addressLines(address)}</bdi>
              </dd>
            </div>
          </dl>
          <p className="small muted gap-top">{rich("availability.wrongAddress", change)}</p>
          <p className="gap-top">
            <SubmitButton>{t("availability.send")}</SubmitButton>
          </p>
        </form>
      )}
    </Sheet>
  );
}
