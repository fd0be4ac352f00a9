import { Notice } from "~/components/ui/notice.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type Demo = { password: string; signIns: string[] };

export function DemoNotice({ demo }: { demo: Demo }) {
  const { t, rich } = useI18n();
  return (
    <Notice tone="info" title={t("auth.demo.title")}>
      {rich("auth.demo.body", { password: demo.password, code: (text) => <code>{text}</code> })}
    </Notice>
  );
}

/** Where the code is, for whoever tries the demo: no mail leaves it. */
export function DemoCodeNotice() {
  const { t, rich } = useI18n();
  return (
    <Notice tone="info" title={t("auth.demo.title")}>
      {rich("verify.demo", {
        link: (text) => (
          <a href="/demo/outbox" target="_blank" rel="noreferrer">
            {text}
          </a>
        ),
      })}
    </Notice>
  );
}

export function DemoLogins({ demo }: { demo: Demo }) {
  const { t } = useI18n();
  return (
    <section className="below">
      <h2>{t("auth.demo.logins")}</h2>
      <ul>
        {demo.signIns.map((email) => (
          <li key={email}>
            <code>{email}</code>
          </li>
        ))}
        <li>
          <a href="/demo/outbox">{t("auth.demo.outbox")}</a>
        </li>
      </ul>
    </section>
  );
}
