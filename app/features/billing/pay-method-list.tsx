import { Badge } from "~/components/ui/badge.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { MethodView } from "./method-view.ts";

/** Says how many of the stored ones are not in the list. */
export function UnreadableMethods({ count }: { count: number }) {
  const { t } = useI18n();
  if (count === 0) return null;
  return (
    <p className="small" role="note">
      {t("payments.unreadable", { count })}
    </p>
  );
}

export function PayMethodList({ methods }: { methods: MethodView[] }) {
  const { t, month } = useI18n();
  return (
    <ul className="list">
      {methods.map((method) => (
        <li key={method.id}>
          <Icon name={method.kind === "bank" ? "landmark" : "credit-card"} />
          <div>
            <strong>
              <MethodName method={method} />
            </strong>
            <p>
              {method.expires === null
                ? t("payments.noExpiry")
                : t("payments.expires", { month: month(method.expires) })}
            </p>
          </div>
          <MethodBadge method={method} />
        </li>
      ))}
    </ul>
  );
}

function MethodName({ method }: { method: MethodView }) {
  const { t } = useI18n();
  if (method.lastFour !== null)
    return (
      <>{t("payments.card", { brand: method.brand || t("payments.other"), lastFour: method.lastFour })}</>
    );
  if (method.kind === "bank")
    return <bdi>{t("payments.bank", { name: method.brand || method.description })}</bdi>;
  return <bdi>{method.description || t("payments.other")}</bdi>;
}

function MethodBadge({ method }: { method: MethodView }) {
  const { t } = useI18n();
  if (method.expiry === "expired")
    return (
      <Badge tone="critical" icon="circle-alert">
        {t("payments.expired")}
      </Badge>
    );
  if (method.expiry === "expiring")
    return (
      <Badge tone="caution" icon="clock">
        {t("payments.expiring")}
      </Badge>
    );
  if (!method.isDefault) return <span />;
  return (
    <Badge tone="info" icon="check">
      {t("payments.default")}
    </Badge>
  );
}
