import { CANCELLATION_CUT_OFF_DAY } from "#domain/catalog/terms.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { Facts } from "~/components/public/legal-page.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { CancellationView, ChargeView } from "./cancellation-view.ts";
import { CancellationAnswer } from "./cancellation-sheet.tsx";

export type CancelPageProps = {
  orderId: OrderId;
  orderNumber: string;
  view: CancellationView;
  charges: ChargeView[];
};

/** The one form of the initial cancellation (JP-TB-16): what it does, what it can cost, and a button. Nothing is asked (JP-TB-5). */
export function CancelPage({ orderId, orderNumber, view, charges }: CancelPageProps) {
  const { t } = useI18n();
  const order = `/account/orders/${orderId}`;
  return (
    <>
      <PageHeader
        title={t("cancel.title")}
        answer={t("cancel.lead", { number: orderNumber })}
        crumbs={[
          { to: "/account/orders", label: t("orders.title") },
          { to: order, label: t("orders.one") },
        ]}
      />
      <div className="stack">
        {view.state === "sent" ? (
          <Notice tone="positive" title={t("cancel.received")} role="status">
            {t("cancel.receivedBody")}
          </Notice>
        ) : null}
        <Sheet title={t(view.state === "open" ? "cancel.time" : "cancel.stands")} titleId="time">
          <div className="sheet-body">
            <CancellationAnswer view={view} />
          </div>
        </Sheet>
        {view.state === "open" ? (
          <Cancel isContract={view.awaits !== "contract"} charges={charges} back={order} />
        ) : null}
        {view.state === "sent" ? <Next /> : null}
        {view.state === "over" || view.state === "excluded" ? (
          <Instead contract={`${order}/contract`} />
        ) : null}
      </div>
    </>
  );
}

type CancelProps = { isContract: boolean; charges: ChargeView[]; back: string };

function Cancel({ isContract, charges, back }: CancelProps) {
  const { t, brand } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <Sheet title={t("cancel.what")} titleId="what">
        <div className="sheet-body">
          <Facts
            rows={[
              {
                label: t("cancel.what.ends"),
                value: t(isContract ? "cancel.what.endsContract" : "cancel.what.endsOrder"),
              },
              { label: t("cancel.what.stays"), value: t("cancel.what.staysText") },
              { label: t("cancel.what.counts"), value: t("cancel.what.countsText") },
              {
                label: t("cancel.what.other"),
                value: t("cancel.what.otherText", {
                  email: brand.supportEmail,
                  address: brand.postalAddress,
                }),
              },
            ]}
          />
        </div>
      </Sheet>
      {isContract ? <Charges charges={charges} /> : null}
      <form noValidate method="post" className="sheet">
        <div className="sheet-body">
          <CsrfField token={csrf} />
          <p>{t(isContract ? "cancel.send.contractBody" : "cancel.send.orderBody")}</p>
          <div className="btns gap-top">
            <SubmitButton kind="critical">
              {t(isContract ? "cancel.send.contract" : "cancel.send.order")}
            </SubmitButton>
            <LinkButton kind="quiet" href={back}>
              {t("cancel.back")}
            </LinkButton>
          </div>
        </div>
      </form>
    </>
  );
}

/** Line by line, with the most that each can be (JP-TB-14). */
function Charges({ charges }: { charges: ChargeView[] }) {
  const { t, money } = useI18n();
  const isLine = charges.some(({ charge }) => charge === "portOut");
  return (
    <Sheet title={t("cancel.charges")} titleId="charges">
      <div className="sheet-body">
        <Facts
          rows={charges.map(({ charge, most }) => ({
            label: t(`cancel.charge.${charge}`),
            value: (
              <>
                <strong className="num">
                  {most.minor === 0
                    ? money(most)
                    : t(charge === "usage" ? "cancel.untilToday" : "cancel.atMost", { price: money(most) })}
                </strong>
                <p className="small muted">
                  {t(
                    charge === "usage" && isLine
                      ? "cancel.charge.usage.calls"
                      : `cancel.charge.${charge}.note`,
                  )}
                </p>
              </>
            ),
          }))}
        />
        <p className="small muted gap-top">{t("cancel.chargesNote")}</p>
      </div>
    </Sheet>
  );
}

function Next() {
  const { t, rich, brand } = useI18n();
  return (
    <Sheet title={t("cancel.next")} titleId="next">
      <div className="sheet-body">
        <p>{t("cancel.nextBody")}</p>
        <p>{rich("cancel.ask", { phone: <PhoneLink />, hours: brand.hours })}</p>
      </div>
    </Sheet>
  );
}

/** How a contract ends once the first days are over. */
function Instead({ contract }: { contract: string }) {
  const { t, rich, brand } = useI18n();
  return (
    <Sheet title={t("cancel.instead")} titleId="instead">
      <div className="sheet-body">
        <p>{t("cancel.insteadBody")}</p>
        <p>{t("shop.terms.endText", { day: CANCELLATION_CUT_OFF_DAY })}</p>
        <p>{rich("cancel.ask", { phone: <PhoneLink />, hours: brand.hours })}</p>
        <p className="gap-top">
          <LinkButton href={contract}>{t("contract.open")}</LinkButton>
        </p>
      </div>
    </Sheet>
  );
}
