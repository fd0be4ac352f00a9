import { exchange } from "./exchange.ts";

const ASK_MS = 30_000;
const LONGEST_MS = 5 * 60_000;
/** A page that nobody touches asks no more: what it asks would keep its session alive. */
const UNTOUCHED_MS = 10 * 60_000;

/** How often is asked after the customer has gone to pay, and for how long that may take. */
const PAYING_ASK_MS = 10_000;
const PAYING_MS = 15 * 60_000;

/**
 * A page that waits for something listens while it is looked at, and asks twice a minute while it cannot. One that can be paid elsewhere
 * asks when somebody comes back to it, and often after they have gone to pay.
 */
export function followPage(): void {
  const part = document.querySelector<HTMLElement>("[data-live]");
  if (part?.dataset.live === "payment") followPayment(part);
  else if (part?.dataset.live) followEvents(part, part.dataset.live);
}

function followEvents(part: HTMLElement, name: string): void {
  const about = part.dataset.liveAbout;
  let source: EventSource | null = null;
  let asking = 0;
  let reconnecting = 0;
  let failures = 0;
  let touchedAt = Date.now();

  function connect() {
    const stream = new EventSource("/api/events");
    source = stream;
    stream.addEventListener("open", () => {
      // What happened while nobody listened.
      if (failures > 0) void ask();
      failures = 0;
    });
    stream.addEventListener("error", () => {
      failures += 1;
      // The browser comes back by itself after a cut; a refusal is final for it.
      if (stream.readyState !== EventSource.CLOSED) return;
      source = null;
      reconnecting = window.setTimeout(connect, Math.min(LONGEST_MS, ASK_MS * 2 ** failures));
    });
    stream.addEventListener(name, (event: MessageEvent<string>) => {
      const { orderId } = JSON.parse(event.data) as { orderId?: string };
      if (!about || orderId === about) void ask();
    });
  }

  function leave() {
    source?.close();
    source = null;
    // Whoever comes back asks what happened meanwhile.
    failures = 1;
    window.clearTimeout(reconnecting);
    window.clearInterval(asking);
  }

  function sync() {
    leave();
    // A tab in the background holds no connection: browsers have only a few for one site.
    if (document.visibilityState !== "visible") return;
    connect();
    asking = window.setInterval(() => {
      if (source?.readyState !== EventSource.OPEN && Date.now() - touchedAt < UNTOUCHED_MS) void ask();
    }, ASK_MS);
  }

  async function ask() {
    const next = await exchange(part);
    if (!next || next.dataset.live) return;
    // Nothing is waited for any more.
    document.removeEventListener("visibilitychange", sync);
    leave();
  }

  for (const touch of ["pointerdown", "keydown", "visibilitychange"])
    document.addEventListener(touch, () => (touchedAt = Date.now()), { passive: true });
  document.addEventListener("visibilitychange", sync);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", ({ persisted }) => persisted && sync());
  sync();
  failures = 0;
}

function followPayment(part: HTMLElement): void {
  let payingSince = -PAYING_MS;
  let isOver = false;
  const look = async () => {
    if (isOver || document.visibilityState !== "visible") return;
    const next = await exchange(part);
    isOver = next !== null && !next.dataset.live;
  };
  window.setInterval(() => {
    if (performance.now() - payingSince < PAYING_MS) void look();
  }, PAYING_ASK_MS);
  document.addEventListener("submit", () => (payingSince = performance.now()));
  document.addEventListener("visibilitychange", () => void look());
  window.addEventListener("focus", () => void look());
}
