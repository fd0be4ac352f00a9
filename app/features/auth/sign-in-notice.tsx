import { Notice } from "~/components/ui/notice.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type SignInNoticeProps = {
  isClosed: boolean;
  wasEnded: boolean;
  hasSignedOut: boolean;
  hasNewPassword: boolean;
  /** The page answers a form: why one came here first is old news by then. */
  isAnswer: boolean;
};

/** Why a person is here: sign-in is closed, a new password was set, a session ended, or they signed out themselves. */
export function SignInNotice(props: SignInNoticeProps) {
  const { isClosed, wasEnded, hasSignedOut, hasNewPassword, isAnswer } = props;
  const { t } = useI18n();
  if (isClosed)
    return (
      <Notice tone="caution" title={t("auth.closed.title")}>
        {t("auth.closed.body")}
      </Notice>
    );
  if (isAnswer) return null;
  if (hasNewPassword)
    return (
      <Notice tone="positive" title={t("reset.doneTitle")} role="status">
        {t("reset.doneBody")}
      </Notice>
    );
  if (hasSignedOut)
    return (
      <Notice tone="positive" title={t("auth.signedOut.title")} role="status">
        {t("auth.signedOut.body")}
      </Notice>
    );
  if (!wasEnded) return null;
  return (
    <Notice tone="info" title={t("auth.ended.title")}>
      {t("auth.ended.body")}
    </Notice>
  );
}
