import type { WhmcsSandbox, WhmcsSandboxOptions } from "./whmcs/server.ts";
import { startWhmcsSandbox } from "./whmcs/server.ts";

export type SandboxOptions = {
  /** D of world.md for every provider, `YYYY-MM-DD`; without it the real day in Tokyo. */
  today?: string | undefined;
  whmcs?: Omit<WhmcsSandboxOptions, "today"> | undefined;
};

export type Sandbox = { whmcs: Omit<WhmcsSandbox, "close">; close(): Promise<void> };

/** Starts the provider sandboxes on loopback. Rejects when a port cannot be taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { url, controlUrl, identifier, secret, ...server } = await startWhmcsSandbox({
    ...options.whmcs,
    today: options.today,
  });
  return { whmcs: { url, controlUrl, identifier, secret }, close: () => server.close() };
}
