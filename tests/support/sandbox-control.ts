export type FaultRule = {
  action?: string;
  kind: string;
  times?: number;
  delayMs?: number;
  match?: Record<string, string>;
};

export type Calls = {
  total: number;
  byAction: Record<string, number>;
  recent: { action: string; params: Record<string, string> }[];
};

export type Hook = {
  id: string;
  event: string;
  data: Record<string, unknown>;
  attempts: { status: number | null; error: string | null }[];
};

/** The control port of the WHMCS sandbox. */
export class SandboxControl {
  private readonly root: string;

  constructor(sandboxUrl: string) {
    this.root = `${sandboxUrl}/__sandbox`;
  }

  async fault(rule: FaultRule): Promise<void> {
    await this.ask("POST", "/faults", rule);
  }

  async clearFaults(): Promise<void> {
    await this.ask("DELETE", "/faults");
  }

  async calls(): Promise<Calls> {
    return (await this.ask("GET", "/calls")) as Calls;
  }

  async clearCalls(): Promise<void> {
    await this.ask("DELETE", "/calls");
  }

  /** Delay of every call. */
  async latency(ms: number): Promise<void> {
    await this.ask("POST", "/latency", { ms });
  }

  /** Something that only this provider's sandbox can do. */
  async command(name: string, body: Record<string, string>): Promise<void> {
    await this.ask("POST", `/${name}`, body);
  }

  /** Something that only this provider's sandbox can show. */
  async view(name: string): Promise<unknown> {
    return this.ask("GET", `/${name}`);
  }

  async hooks(): Promise<Hook[]> {
    return ((await this.ask("GET", "/hooks")) as { hooks: Hook[] }).hooks;
  }

  async hookMode(mode: "send" | "drop" | "duplicate" | "hold"): Promise<void> {
    await this.ask("POST", "/hooks/mode", { mode });
  }

  async replay(id: string, resign: boolean): Promise<void> {
    await this.ask("POST", "/hooks/replay", { id, resign });
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.root + path, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}
