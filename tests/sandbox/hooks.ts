import { createHmac, randomUUID } from "node:crypto";
import type { Clock } from "./clock.ts";

export type WebhookTarget = { url: string; secret: string };
export type HookMode = "send" | "drop" | "duplicate" | "hold";
export const HOOK_MODES: readonly HookMode[] = ["send", "drop", "duplicate", "hold"];

export type HookRecord = {
  id: string;
  event: string;
  occurredAt: string;
  data: Record<string, unknown>;
  attempts: { at: string; status: number | null; error: string | null }[];
};

export type Hooks = {
  /** Queues the message; never throws and never waits. */
  emit(event: string, data: Record<string, unknown>): void;
  list(): HookRecord[];
  /** Sends a message again; `resign` gives it a fresh timestamp, otherwise every byte is as before. False: no such id. */
  replay(id: string, resign: boolean): Promise<boolean>;
  setTarget(target: WebhookTarget | undefined): void;
  setMode(mode: HookMode): void;
  mode(): HookMode;
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
  reset(): void;
};

type Stored = HookRecord & { body: string; timestamp: string };

const TIMEOUT_MS = 3_000;
const KEPT = 500;

/**
 * Outgoing change messages with the envelope and signature of whmcs.md 9: HMAC-SHA-256 over `timestamp + "." + body`.
 * The timestamp is the machine's time, not the sandbox clock: the receiver compares it with its own.
 */
export function createHooks(options: { clock: Clock; target?: WebhookTarget | undefined }): Hooks {
  let target = options.target;
  let mode: HookMode = "send";
  let stored: Stored[] = [];
  const running = new Set<Promise<void>>();

  async function deliver(hook: Stored): Promise<void> {
    const attempt: HookRecord["attempts"][number] = {
      at: new Date().toISOString(),
      status: null,
      error: null,
    };
    hook.attempts.push(attempt);
    if (!target) {
      attempt.error = "no webhook target configured";
      return;
    }
    const signature = createHmac("sha256", target.secret)
      .update(`${hook.timestamp}.${hook.body}`)
      .digest("hex");
    try {
      const response = await fetch(target.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-portal-timestamp": hook.timestamp,
          "x-portal-signature": `sha256=${signature}`,
        },
        body: hook.body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: "manual",
      });
      attempt.status = response.status;
      await response.arrayBuffer();
    } catch (error) {
      attempt.error = error instanceof Error ? error.name : "failed";
    }
  }

  function start(hook: Stored): Promise<void> {
    const sending = deliver(hook).finally(() => running.delete(sending));
    running.add(sending);
    return sending;
  }

  return {
    emit(event, data) {
      const envelope = { id: randomUUID(), event, occurredAt: options.clock.now().toISOString(), data };
      const hook = { ...envelope, attempts: [], body: JSON.stringify(envelope), timestamp: unixSeconds() };
      stored.push(hook);
      if (stored.length > KEPT) stored = stored.slice(-KEPT);
      if (mode === "drop" || mode === "hold") return;
      void start(hook);
      if (mode === "duplicate") void start(hook);
    },
    list: () =>
      stored.map(({ id, event, occurredAt, data, attempts }) => ({
        id,
        event,
        occurredAt,
        data,
        attempts: [...attempts],
      })),
    async replay(id, resign) {
      const hook = stored.find((candidate) => candidate.id === id);
      if (!hook) return false;
      if (resign) hook.timestamp = unixSeconds();
      await start(hook);
      return true;
    },
    setTarget(next) {
      target = next;
    },
    setMode(next) {
      mode = next;
    },
    mode: () => mode,
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    reset() {
      stored = [];
      mode = "send";
    },
  };
}

function unixSeconds(): string {
  return String(Math.floor(Date.now() / 1000));
}
