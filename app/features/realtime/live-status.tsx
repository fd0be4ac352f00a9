import type { PortalEvent } from "~/platform/events/events.ts";
import { useNonce } from "~/platform/http/nonce.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import script from "./live.js?url";

export type LiveStatusProps = {
  on: readonly PortalEvent["type"][];
  /** The one record that the page is about. */
  about?: string;
};

/**
 * For a page that waits for something: says so when its content was exchanged because that has happened. The only script of the
 * page; without it the page is looked at again by its link.
 */
export function LiveStatus({ on, about }: LiveStatusProps) {
  const { t } = useI18n();
  const nonce = useNonce();
  return (
    <>
      <p
        role="status"
        className="small muted"
        data-live={on.join(" ")}
        data-live-about={about}
        data-live-says={t("live.updated")}
      />
      <script defer src={script} nonce={nonce} />
    </>
  );
}
