import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** What the customer has that is of no kind the shop knows: by the names of their bills. */
export function OtherServices({ names }: { names: string[] }) {
  const { t } = useI18n();
  if (names.length === 0) return null;
  return (
    <Sheet title={t("shop.others.title")} titleId="others">
      <ul className="list sheet-body">
        {names.map((name, index) => (
          <li key={index}>
            <div>
              <bdi>{name}</bdi>
            </div>
          </li>
        ))}
      </ul>
      <p className="sheet-body small muted">{t("shop.others.body")}</p>
    </Sheet>
  );
}
