import { isUnavailable } from "#domain/shared/errors.ts";
import type { Kv } from "~/platform/store/kv.ts";
import { randomText } from "~/platform/security/keys.server.ts";

const KEY = "lease:customer-events";

/**
 * Which of several instances listens. It only spares double work: two that listen at once, as after a flush of the store, take
 * every event in once all the same, because the inbox decides.
 */
export function createLease({ kv, ttlMs }: { kv: Kv; ttlMs: number }) {
  const me = randomText(16);

  /** Takes the lease or keeps it. False while another instance has it, or nobody can tell. */
  async function hold(): Promise<boolean> {
    try {
      return (await kv.compareAndSet(KEY, me, me, ttlMs)) || (await kv.setIfAbsent(KEY, me, ttlMs));
    } catch (error) {
      if (isUnavailable(error)) return false;
      throw error;
    }
  }

  return {
    hold,
    /** Another instance may listen at once. */
    async release(): Promise<void> {
      await kv.compareAndDelete(KEY, me).catch(() => false);
    },
  };
}
