/** What comes sooner needs no line. */
const QUIET_MS = 200;
/** A page that has not come by then was a file, or is not coming. */
const LONGEST_MS = 30_000;

type Navigation = EventTarget & {
  addEventListener(type: "navigate", listener: (event: Navigate) => void): void;
};
type Navigate = Event & { hashChange: boolean; downloadRequest: string | null };

let timers: number[] = [];

/** A thin line while a page is on its way; words for screen readers, in a region that was there before. */
export function showProgress(): void {
  const { navigation } = window as unknown as { navigation?: Navigation };
  if (navigation)
    navigation.addEventListener("navigate", ({ hashChange, downloadRequest }) => {
      if (!hashChange && downloadRequest === null) begin();
    });
  else {
    document.addEventListener("submit", (event) => {
      const isElsewhere = event.target instanceof HTMLFormElement && event.target.target !== "";
      if (!event.defaultPrevented && !isElsewhere) begin();
    });
    document.addEventListener("click", (event) => {
      const link =
        event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const isHere =
        link.pathname === location.pathname && link.search === location.search && link.hash !== "";
      if (!isHere && !link.hasAttribute("download") && link.target === "") begin();
    });
  }
  window.addEventListener("pageshow", ({ persisted }) => persisted && end());
}

function begin(): void {
  end();
  timers = [window.setTimeout(show, QUIET_MS), window.setTimeout(end, LONGEST_MS)];
}

function show(): void {
  const region = document.getElementById("progress");
  if (!region) return;
  const line = document.createElement("div");
  line.className = "progress";
  const words = document.createElement("span");
  words.className = "sr";
  words.textContent = document.body.dataset.loading ?? "";
  line.append(words);
  region.replaceChildren(line);
}

function end(): void {
  for (const timer of timers) window.clearTimeout(timer);
  timers = [];
  document.getElementById("progress")?.replaceChildren();
}
