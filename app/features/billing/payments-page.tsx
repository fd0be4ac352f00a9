import type { ReactNode } from "react";
import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader, type Crumb } from "~/components/layout/page-header.tsx";
import { PageOutline } from "~/components/layout/page-outline.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { LaterPart } from "~/components/ui/later.tsx";
import { buttonClass, LinkButton } from "~/components/ui/link.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import type { Later, Part } from "~/platform/page/part.ts";
import { withWayBack } from "~/platform/page/way-back.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { MethodsView } from "./method-view.ts";
import { PayMethodList, UnreadableMethods } from "./pay-method-list.tsx";

type Back = { href: string; label: string } | null;

export function PaymentsPage({ methods, back }: { methods: Later<Part<MethodsView>>; back: Back }) {
  const { t } = useI18n();
  const head = {
    title: t("payments.title"),
    crumbs: [{ to: "/account/billing", label: t("nav.billing") }],
  };
  return (
    <LaterPart part={methods} fallback={<PageOutline {...head} lines={6} />}>
      {(part) => <Methods head={head} part={part} back={back} />}
    </LaterPart>
  );
}

type MethodsProps = { head: { title: string; crumbs: Crumb[] }; part: Part<MethodsView>; back: Back };

function Methods({ head, part, back }: MethodsProps) {
  const { t } = useI18n();
  // Whoever came for a card and has one that can be charged is done here.
  const isDone = part.state === "ready" && part.value.methods.some(({ expiry }) => expiry !== "expired");
  const goesBack = isDone && back !== null;
  return (
    <>
      <PageHeader
        {...head}
        answer={<Answer part={part} />}
        actions={
          <>
            {goesBack ? (
              <LinkButton kind="primary" href={back.href}>
                {back.label}
              </LinkButton>
            ) : null}
            <ManageForm kind={goesBack ? "plain" : "primary"} />
          </>
        }
      />
      <div className="stack">
        {part.state === "ready" && part.staleSince !== null ? (
          <StaleNotice part="payments" system="billing" readAt={part.readAt} staleSince={part.staleSince} />
        ) : null}
        <Sheet
          title={t("payments.list")}
          titleId="methods"
          aside={
            part.state === "ready" ? (
              <AsOf readAt={part.readAt} stale={part.staleSince !== null} />
            ) : undefined
          }
        >
          {part.state === "unavailable" ? (
            <PartialFailure part="payments" system="billing" {...part} />
          ) : part.value.methods.length + part.value.unreadable === 0 ? (
            <EmptyState title={t("task.noMethod.title")}>{t("payments.emptyBody")}</EmptyState>
          ) : (
            <div className="sheet-body">
              <PayMethodList methods={part.value.methods} />
              <UnreadableMethods count={part.value.unreadable} />
              {part.value.methods.length > 1 ? (
                <p className="small muted gap-top">{t("payments.defaultUnknown")}</p>
              ) : null}
            </div>
          )}
        </Sheet>
        <div className="btns">
          <RefreshForm back={back} />
          {back === null || goesBack ? null : <LinkButton href={back.href}>{back.label}</LinkButton>}
        </div>
        <p className="hint">{t("payments.manageHint")}</p>
      </div>
    </>
  );
}

function Answer({ part }: { part: Part<MethodsView> }): ReactNode {
  const { rich } = useI18n();
  if (part.state === "unavailable") return rich("payments.answer.unknown");
  const count = part.value.methods.length + part.value.unreadable;
  return count === 0 ? rich("payments.answer.none") : rich("payments.answer.some", { count });
}

/** A plain form into a new tab: its answer is a redirect to the billing site. */
function ManageForm({ kind }: { kind: "primary" | "plain" }) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <form noValidate method="post" action="/account/billing/payments" target="_blank" rel="noopener">
      <CsrfField token={csrf} />
      <input type="hidden" name="act" value="manage" />
      <button type="submit" className={buttonClass(kind)}>
        {t("payments.manage")}
        <Icon name="external-link" size={16} />
        <span className="sr">{t("invoice.opensNewTab")}</span>
      </button>
    </form>
  );
}

function RefreshForm({ back }: { back: Back }) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <form noValidate method="post" action={withWayBack("/account/billing/payments", back)}>
      <CsrfField token={csrf} />
      <input type="hidden" name="act" value="refresh" />
      <SubmitButton kind="plain">{t("payments.refresh")}</SubmitButton>
    </form>
  );
}
