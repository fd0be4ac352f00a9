import { listTrustedDevices } from "#db/repositories/known-devices.server.ts";
import {
  findSessionFamily,
  listEndedFamilies,
  listSessionFamilies,
  type SessionEndReason,
  type SessionFamily,
} from "#db/repositories/sessions.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince } from "#domain/shared/retention.ts";
import { SESSION_POLICY } from "~/platform/security/session-policy.ts";
import type { Services } from "~/services.ts";

const MAX_PAST = 20;

export type SignedInDevice = {
  id: string;
  /** From `summariseDevice`; `?` when the browser did not say. */
  device: string;
  /** The network address it signed in from. */
  ip: string | null;
  isHere: boolean;
  /** Instants as ISO text; the last use is known to five minutes. */
  beganAt: string;
  usedAt: string;
  expiresAt: string;
};

export type PastDevice = Pick<SignedInDevice, "id" | "device" | "ip" | "beganAt"> & {
  overAt: string;
  why: SessionEndReason | "expired";
};

/** A device that skips the second step. */
export type TrustedDevice = {
  id: string;
  device: string;
  isHere: boolean;
  usedAt: string;
  trustedUntil: string;
};

/** The devices that a customer trusts now, the most recently used first. */
export async function readTrustedDevices(
  { database, now }: Services,
  { userId, familyId }: { userId: UserId; familyId: string },
): Promise<TrustedDevice[]> {
  return asCustomer(database, userId, async (tx) => {
    const here = await findSessionFamily(tx, { id: familyId, userId });
    return (await listTrustedDevices(tx, userId, now())).map(
      ({ deviceHash, device, lastSeenAt, trustedUntil }) => ({
        id: deviceHash,
        device,
        isHere: deviceHash === here?.deviceHash,
        usedAt: lastSeenAt.toISOString(),
        trustedUntil: (trustedUntil ?? lastSeenAt).toISOString(),
      }),
    );
  });
}

/**
 * Where a customer is signed in, and was. The store decides who is: a session that it no longer knows was idle for too long
 * (or the store was flushed, which signs everybody out alike), and is shown among those that have ended.
 */
export async function readSessions(
  { database, sessions, now }: Services,
  { userId, familyId }: { userId: UserId; familyId: string },
): Promise<{ current: SignedInDevice[]; past: PastDevice[] }> {
  const at = now();
  const open = await asCustomer(database, userId, (tx) => listSessionFamilies(tx, userId, at));
  const living = await sessions.listLiving(open.map(({ id }) => id));
  const since = keptSince("endedSessions", at);
  const ended = await asCustomer(database, userId, (tx) =>
    listEndedFamilies(tx, { userId, since, now: at, limit: MAX_PAST }),
  );
  const idle = open.filter(({ id }) => !living.has(id)).map((family) => endedIdle(family, at));
  const current = open.filter(({ id }) => living.has(id)).map((family) => toDevice(family, familyId));
  return {
    current: current.sort((a, b) => Number(b.isHere) - Number(a.isHere)),
    past: [...idle, ...ended]
      .map(toPastDevice)
      .sort((a, b) => b.overAt.localeCompare(a.overAt))
      .slice(0, MAX_PAST),
  };
}

function endedIdle(family: SessionFamily, at: Date): SessionFamily {
  const idleMs = SESSION_POLICY.idleMs[family.remember ? "remembered" : "plain"];
  const endedAt = new Date(Math.min(at.getTime(), family.lastUsedAt.getTime() + idleMs));
  return { ...family, endedAt, endedReason: "idle" };
}

function toDevice(family: SessionFamily, hereId: string): SignedInDevice {
  const { id, device, ip, createdAt, lastUsedAt, expiresAt } = family;
  return {
    id,
    device,
    ip,
    isHere: id === hereId,
    beganAt: createdAt.toISOString(),
    usedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

function toPastDevice(family: SessionFamily): PastDevice {
  const { id, device, ip, createdAt, endedAt, endedReason, expiresAt } = family;
  return {
    id,
    device,
    ip,
    beganAt: createdAt.toISOString(),
    overAt: (endedAt ?? expiresAt).toISOString(),
    why: endedReason ?? "expired",
  };
}
