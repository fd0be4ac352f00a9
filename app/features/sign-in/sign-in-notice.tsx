import { Notice } from "~/components/ui/notice.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type SignInNoticeProps = {
  isClosed: boolean;
  wasEnded: boolean;
  hasSignedOut: boolean;
  hasNewPassword: boolean;
  /** The second step came too late, or was finished already. */
  isAgain: boolean;
  /** The page answers a form: why one came here first is old news by then. */
  isAnswer: boolean;
};

/** Why a person is here: sign-in is closed or has to begin again, a new password was set, a session ended, or they signed out. */
export function SignInNotice(props: SignInNoticeProps) {
  const { isClosed, wasEnded, hasSignedOut, hasNewPassword, isAgain, isAnswer } = props;
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
  if (isAgain)
    return (
      <Notice tone="info" title={t("auth.again.title")}>
        {t("auth.again.body")}
      </Notice>
    );
  if (!wasEnded) return null;
  return (
    <Notice tone="info" title={t("auth.ended.title")}>
      {t("auth.ended.body")}
    </Notice>
  );
}
