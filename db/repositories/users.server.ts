import { eq } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { sqlStateOf } from "../transaction.server.ts";
import { users, type Theme, type UserStatus } from "../schema/users.server.ts";

const UNIQUE_VIOLATION = "23505";

export type User = {
  id: UserId;
  email: string;
  displayName: string;
  language: Language;
  theme: Theme;
  status: UserStatus;
  createdAt: Date;
  updatedAt: Date;
  lastSignInAt: Date | null;
};
export type UserWithSecret = User & { passwordHash: string | null };

/** What a person has agreed to when they registered. */
export type Consent = { termsVersion: string; termsAcceptedAt: Date; marketing: OffersConsent | null };
/** Since when somebody agrees to advertising by mail, and to which sentence; null: that was not kept yet. */
export type OffersConsent = { agreedAt: Date; version: string | null };

/** Everything but the password hash, which the customer role may not read. */
const visible = {
  id: users.id,
  email: users.email,
  displayName: users.displayName,
  language: users.language,
  theme: users.theme,
  status: users.status,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
  lastSignInAt: users.lastSignInAt,
};

/** One spelling per address: trimmed, compatibility forms unified, lower case. */
export function foldEmail(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}

/** False when the address is taken; nothing is written then. */
export async function insertUser(
  tx: SystemTx,
  user: Pick<User, "id" | "email" | "displayName" | "language"> & {
    passwordHash: string | null;
    consent?: Consent;
    now: Date;
  },
): Promise<boolean> {
  const { now, consent, ...row } = user;
  const inserted = await tx
    .insert(users)
    .values({
      ...row,
      ...(consent && {
        termsVersion: consent.termsVersion,
        termsAcceptedAt: consent.termsAcceptedAt,
        ...columnsOf(consent.marketing),
      }),
      email: foldEmail(row.email),
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: users.id });
  return inserted.length > 0;
}

export async function findUser(tx: Tx, id: UserId): Promise<User | null> {
  const [user] = await tx.select(visible).from(users).where(eq(users.id, id));
  return user ?? null;
}

/** `terms` is null for a login from before they were asked for. */
export async function findAgreements(
  tx: Tx,
  id: UserId,
): Promise<{ terms: { version: string; acceptedAt: Date } | null; marketing: OffersConsent | null }> {
  const { termsVersion, termsAcceptedAt, marketingAgreedAt, marketingVersion } = users;
  const [row] = await tx
    .select({ termsVersion, termsAcceptedAt, marketingAgreedAt, marketingVersion })
    .from(users)
    .where(eq(users.id, id));
  return {
    terms:
      row?.termsVersion && row.termsAcceptedAt
        ? { version: row.termsVersion, acceptedAt: row.termsAcceptedAt }
        : null,
    marketing: row?.marketingAgreedAt
      ? { agreedAt: row.marketingAgreedAt, version: row.marketingVersion }
      : null,
  };
}

/** Null: taken back. */
export async function setMarketing(
  tx: SystemTx,
  change: { id: UserId; marketing: OffersConsent | null; now: Date },
): Promise<void> {
  await tx
    .update(users)
    .set({ ...columnsOf(change.marketing), updatedAt: change.now })
    .where(eq(users.id, change.id));
}

function columnsOf(marketing: OffersConsent | null) {
  return { marketingAgreedAt: marketing?.agreedAt ?? null, marketingVersion: marketing?.version ?? null };
}

/** For sign-in and registration, when nobody is signed in yet. */
export async function findUserByEmail(tx: SystemTx, email: string): Promise<UserWithSecret | null> {
  const [user] = await tx
    .select({ ...visible, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, foldEmail(email)));
  return user ?? null;
}

/** With the password hash, for changing it. */
export async function findUserWithSecret(tx: SystemTx, id: UserId): Promise<UserWithSecret | null> {
  const [user] = await tx
    .select({ ...visible, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, id));
  return user ?? null;
}

/**
 * Whether the login is open and the password that was checked is still its own; holds off a change of it until the transaction ends, so
 * that a session cannot begin with a password that has just been replaced, nor at a login that has just been closed.
 */
export async function holdPassword(
  tx: SystemTx,
  checked: { id: UserId; passwordHash: string | null },
): Promise<boolean> {
  const [user] = await tx
    .select({ hash: users.passwordHash, status: users.status })
    .from(users)
    .where(eq(users.id, checked.id))
    .for("no key update");
  return user?.status === "active" && user.hash === checked.passwordHash;
}

/** Null for an unknown user and for one who has not set a password yet. */
export async function findPasswordHash(tx: SystemTx, id: UserId): Promise<string | null> {
  const [user] = await tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, id));
  return user?.hash ?? null;
}

/** Null: none opens it until another is set. */
export async function setPasswordHash(
  tx: SystemTx,
  change: { id: UserId; passwordHash: string | null; now: Date },
): Promise<void> {
  await tx
    .update(users)
    .set({ passwordHash: change.passwordHash, updatedAt: change.now })
    .where(eq(users.id, change.id));
}

/** Reads a login and holds off every other change of it until the transaction ends. */
export async function holdUser(tx: SystemTx, id: UserId): Promise<User | null> {
  const [user] = await tx.select(visible).from(users).where(eq(users.id, id)).for("no key update");
  return user ?? null;
}

/** False when the address is another login's; the caller's transaction can go on then. */
export async function setEmail(
  tx: SystemTx,
  change: { id: UserId; email: string; now: Date },
): Promise<boolean> {
  const email = foldEmail(change.email);
  try {
    await tx.transaction((savepoint) =>
      savepoint.update(users).set({ email, updatedAt: change.now }).where(eq(users.id, change.id)),
    );
    return true;
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) return false;
    throw error;
  }
}

export async function setStatus(
  tx: SystemTx,
  change: { id: UserId; status: UserStatus; now: Date },
): Promise<void> {
  await tx.update(users).set({ status: change.status, updatedAt: change.now }).where(eq(users.id, change.id));
}

export async function recordSignIn(tx: SystemTx, id: UserId, now: Date): Promise<void> {
  await tx.update(users).set({ lastSignInAt: now }).where(eq(users.id, id));
}

export async function setPreferences(
  tx: Tx,
  change: { id: UserId; language?: Language; theme?: Theme; now: Date },
): Promise<void> {
  await tx
    .update(users)
    .set({ language: change.language, theme: change.theme, updatedAt: change.now })
    .where(eq(users.id, change.id));
}
