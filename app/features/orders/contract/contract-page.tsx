import type { LegalDocument } from "#domain/orders/legal-document.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { CancellationSheet } from "../cancellation/cancellation-sheet.tsx";
import type { CancellationView } from "../cancellation/cancellation-view.ts";
import { DocumentView } from "../checkout/document-view.tsx";

export type ContractPageProps = {
  orderId: OrderId;
  document: LegalDocument;
  version: string;
  sha256: string;
  /** Times are ISO 8601. */
  placedAt: string;
  notifiedAt: string | null;
  firstOpenedAt: string | null;
  receivedAt: string | null;
  /** Null: the order was not placed here. */
  cancellation: CancellationView | null;
  /** Issues that this one has taken the place of. */
  earlier: { issue: number; placedAt: string }[];
};

const TIMES = [
  ["placedAt", "contract.placed"],
  ["notifiedAt", "contract.notified"],
  ["firstOpenedAt", "contract.opened"],
  ["receivedAt", "contract.received"],
] as const;

/** The contract document as it was delivered (JP-TB-6 to JP-TB-9). */
export function ContractPage(page: ContractPageProps) {
  const { orderId, document, version, sha256, cancellation, earlier, ...times } = page;
  const { t, instant } = useI18n();
  const order = `/account/orders/${orderId}`;
  return (
    <>
      <PageHeader
        title={t("contract.title")}
        answer={document.lead}
        crumbs={[
          { to: "/account/orders", label: t("orders.title") },
          { to: order, label: t("orders.one") },
        ]}
        actions={
          <LinkButton href={`${order}/contract/file.html`} download>
            {t("contract.save")}
          </LinkButton>
        }
      />
      <div className="stack">
        {cancellation === null ? null : <CancellationSheet orderId={orderId} view={cancellation} />}
        <DocumentView document={document} />
        <Sheet title={t("contract.facts")} titleId="facts">
          <div className="sheet-body">
            <dl className="rows key">
              {TIMES.map(([name, label]) => {
                const at = times[name];
                return at === null ? null : (
                  <div key={name}>
                    <dt>{t(label)}</dt>
                    <dd className="num">
                      <time dateTime={at}>{instant(at)}</time>
                    </dd>
                  </div>
                );
              })}
              <div>
                <dt>{t("contract.version")}</dt>
                <dd className="num">{version}</dd>
              </div>
              <div>
                <dt>{t("contract.sha256")}</dt>
                <dd className="num">{sha256}</dd>
              </div>
            </dl>
            <p className="small muted gap-top">{t("contract.factsBody")}</p>
            {earlier.map(({ issue, placedAt }) => (
              <p key={issue}>
                <a href={`${order}/contract/file.html?issue=${issue}`} download>
                  {t("contract.earlier", { time: instant(placedAt) })}
                </a>
              </p>
            ))}
          </div>
        </Sheet>
      </div>
    </>
  );
}
