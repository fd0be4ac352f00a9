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
};

export type Sandbox = {
  whmcs: Omit<WhmcsSandbox, "close"> | null;
  salesforce: Omit<SalesforceSandbox, "close"> | null;
  close(): Promise<void>;
};

/** Starts the provider sandboxes on loopback. Rejects when a port cannot be taken. */
export async function startSandbox({ today, whmcs, salesforce }: SandboxOptions = {}): Promise<Sandbox> {
  const billing = whmcs === null ? null : await startWhmcsSandbox({ ...whmcs, today });
  const customers = salesforce === null ? null : await startSalesforceSandbox({ ...salesforce, today });
  return {
    whmcs: billing,
    salesforce: customers,
    close: async () => {
      await Promise.all([billing?.close(), customers?.close()]);
    },
  };
}
