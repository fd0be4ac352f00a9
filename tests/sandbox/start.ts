import type { FreebitSandbox, FreebitSandboxOptions } from "./freebit/server.ts";
import { startFreebitSandbox } from "./freebit/server.ts";
import type { SalesforceSandbox, SalesforceSandboxOptions } from "./salesforce/server.ts";
import { startSalesforceSandbox } from "./salesforce/server.ts";
import type { WhmcsSandbox, WhmcsSandboxOptions } from "./whmcs/server.ts";
import { startWhmcsSandbox } from "./whmcs/server.ts";

export type SandboxOptions = {
  /** D of world.md for every provider, `YYYY-MM-DD`; without it the real day in Tokyo. */
  today?: string | undefined;
  /** Null: this one is not wanted. */
  whmcs?: Omit<WhmcsSandboxOptions, "today"> | null | undefined;
  salesforce?: Omit<SalesforceSandboxOptions, "today"> | null | undefined;
  freebit?: Omit<FreebitSandboxOptions, "today"> | null | undefined;
};

export type Sandbox = {
  whmcs: Omit<WhmcsSandbox, "close"> | null;
  salesforce: Omit<SalesforceSandbox, "close"> | null;
  freebit: Omit<FreebitSandbox, "close"> | null;
  close(): Promise<void>;
};

/** Starts the provider sandboxes on loopback. Rejects when a port cannot be taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { today, whmcs, salesforce, freebit } = options;
  const billing = whmcs === null ? null : await startWhmcsSandbox({ ...whmcs, today });
  const customers = salesforce === null ? null : await startSalesforceSandbox({ ...salesforce, today });
  const lines = freebit === null ? null : await startFreebitSandbox({ ...freebit, today });
  return {
    whmcs: billing,
    salesforce: customers,
    freebit: lines,
    close: async () => {
      await Promise.all([billing?.close(), customers?.close(), lines?.close()]);
    },
  };
}
