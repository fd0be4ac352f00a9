import type { Gate, GateResult, GateState } from "#domain/orders/gates.ts";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { Badge, type Tone } from "~/components/ui/badge.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import type { IconName } from "~/components/ui/icon-names.ts";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { stepHref } from "./checkout-steps.ts";

const LOOKS: Record<GateState, { tone: Tone; icon: IconName }> = {
  passed: { tone: "positive", icon: "circle-check" },
  refused: { tone: "caution", icon: "triangle-alert" },
  unknown: { tone: "neutral", icon: "circle-question-mark" },
};

export type GateListProps = {
  gates: Pick<GateResult, "gate" | "state">[];
  checkoutId: string;
  /** Where the choice is changed: with what was chosen, as long as that is kept. */
  change: string;
};

/** Each thing that an order needs, with how it stands and where it can be put right. */
export function GateList({ gates, checkoutId, change }: GateListProps) {
  const { t } = useI18n();
  return (
    <Sheet title={t("checkout.gates")} titleId="gates">
      <ul className="list sheet-body">
        {gates.map(({ gate, state }) => (
          <li key={gate}>
            <Icon name={LOOKS[state].icon} />
            <div>
              {t(`checkout.gate.${gate}`)}
              {state === "passed" ? null : (
                <Hint gate={gate} state={state} checkoutId={checkoutId} change={change} />
              )}
            </div>
            <span className="end">
              <Badge {...LOOKS[state]}>{t(`checkout.state.${state}`)}</Badge>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

type HintProps = { gate: Gate; state: GateState; checkoutId: string; change: string };

function Hint({ gate, state, checkoutId, change }: HintProps) {
  const { t } = useI18n();
  const here = stepHref("check", checkoutId);
  const link = goOf(gate, { change, here, explanation: stepHref("explanation", checkoutId) });
  return (
    <p>
      {state === "unknown" ? (
        t(gate === "address" ? "checkout.gate.address.unknown" : "checkout.unknown")
      ) : (
        <Missing gate={gate} />
      )}{" "}
      {state === "refused" && link ? <LinkButton href={link.href}>{t(link.text)}</LinkButton> : null}
      {state === "unknown" ? <a href={here}>{t("checkout.lookAgain")}</a> : null}
    </p>
  );
}

function Missing({ gate }: { gate: Gate }) {
  const { t, rich, brand } = useI18n();
  if (gate === "mapping" || gate === "single_internet" || gate === "of_age" || gate === "voice_lines")
    return <>{rich(`checkout.gate.${gate}.refused`, { phone: <PhoneLink />, hours: brand.hours })}</>;
  return <>{t(`checkout.gate.${gate}.refused`)}</>;
}

function goOf(
  gate: Gate,
  { change, here, explanation }: { change: string; here: string; explanation: string },
) {
  const back = `?${new URLSearchParams({ returnTo: here }).toString()}`;
  switch (gate) {
    case "products":
    case "composition":
      return { href: change, text: `checkout.gate.${gate}.go` } as const;
    case "payment_method":
      return {
        href: `/account/billing/payments${back}`,
        text: "checkout.gate.payment_method.go",
      } as const;
    case "address":
      return { href: `/account/settings/profile/address${back}`, text: "checkout.gate.address.go" } as const;
    case "eligibility":
      return { href: "/account/services/internet", text: "checkout.gate.eligibility.go" } as const;
    case "verification":
      return {
        href: `/account/settings/verification${back}`,
        text: "checkout.gate.verification.go",
      } as const;
    case "agreed":
      return { href: explanation, text: "checkout.gate.agreed.go" } as const;
    case "mapping":
    case "address_confirmed":
    case "single_internet":
    case "of_age":
    case "voice_lines":
      return null;
  }
}
