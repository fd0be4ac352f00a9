import { findPasswordFault, type PasswordFault } from "#domain/auth/password-policy.ts";
import type { User } from "#db/repositories/users.server.ts";
import type { Company } from "~/platform/config/company.server.ts";
import { isCommonPassword } from "~/platform/security/common-passwords.server.ts";

/** Why a form with a new password was refused, by field. */
export type PasswordFormFaults = {
  currentPassword?: "missing" | "wrong";
  newPassword?: PasswordFault;
  repeatPassword?: "different";
};

export type NewPassword = { newPassword: string; repeatPassword: string };

/** Faults of a new password that was typed twice, for this person at this company; none when it can be taken. */
export function checkNewPassword(
  { newPassword, repeatPassword }: NewPassword,
  person: { user: Pick<User, "email" | "displayName">; hasStrongFactor: boolean; company: Company },
): PasswordFormFaults {
  const { user, hasStrongFactor, company } = person;
  const fault = findPasswordFault({
    password: newPassword,
    hasStrongFactor,
    words: [
      user.email,
      user.displayName,
      company.brand.en,
      company.brand.ja,
      company.name.en,
      company.name.ja,
    ],
    isCommon: isCommonPassword,
  });
  if (fault) return { newPassword: fault };
  return newPassword.normalize("NFKC") === repeatPassword.normalize("NFKC")
    ? {}
    : { repeatPassword: "different" };
}
