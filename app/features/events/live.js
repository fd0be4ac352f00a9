/*
 * Pages that wait for something load this as it is. It listens while the page is looked at, and asks twice a minute while it
 * cannot. What has changed is put in its place and said once; focus and scroll position stay.
 */
/* global document, window, location, fetch, EventSource, DOMParser */

const ASK_MS = 30_000;
const LONGEST_MS = 5 * 60_000;
/** A reader that is told and given the text at once says nothing. */
const SAY_AFTER_MS = 100;

/** A page that nobody touches asks no more: what it asks would keep its session alive. */
const UNTOUCHED_MS = 10 * 60_000;

const part = document.querySelector("[data-live]");
if (part?.dataset.live) listen(part.dataset);

function listen({ live: name, liveAbout: about, liveSays: says }) {
  let source = null;
  let asking = null;
  let reconnecting = null;
  let failures = 0;
  let isAsking = false;
  let touchedAt = Date.now();

  function connect() {
    source = new EventSource("/api/events");
    source.addEventListener("open", () => {
      // What happened while nobody listened.
      if (failures > 0) void ask();
      failures = 0;
    });
    source.addEventListener("error", () => {
      failures += 1;
      // The browser comes back by itself after a cut; a refusal is final for it.
      if (source?.readyState !== EventSource.CLOSED) return;
      source = null;
      reconnecting = window.setTimeout(connect, Math.min(LONGEST_MS, ASK_MS * 2 ** failures));
    });
    source.addEventListener(name, (event) => {
      const { orderId } = JSON.parse(event.data);
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
    if (isAsking) return;
    isAsking = true;
    try {
      // With its query: where the page leads back to stands there.
      const response = await fetch(location.pathname + location.search, {
        headers: { accept: "text/html" },
        redirect: "manual",
      });
      // Signed out, or a fault: the page stays as it is.
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const next = page.querySelector("[data-live]");
      if (!next || !replace(next)) return;
      window.setTimeout(() => say(says), SAY_AFTER_MS);
      if (next.dataset.live) return;
      // Nothing is waited for any more.
      document.removeEventListener("visibilitychange", sync);
      leave();
    } catch {
      // No network: asked again later.
    } finally {
      isAsking = false;
    }
  }

  for (const touch of ["pointerdown", "keydown", "visibilitychange"])
    document.addEventListener(touch, () => (touchedAt = Date.now()), { passive: true });
  document.addEventListener("visibilitychange", sync);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", ({ persisted }) => persisted && sync());
  sync();
  failures = 0;
}

/** The line that says so; where the new content has none, one at its end. */
function say(text) {
  let line = part.querySelector(":scope > [role=status]");
  if (!line) {
    line = document.createElement("p");
    line.setAttribute("role", "status");
    line.className = "small muted gap-top";
    part.append(line);
  }
  line.textContent = text;
}

/** True when the text has changed. What somebody is typing in is left alone. */
function replace(next) {
  if (textOf(next) === textOf(part) || part.querySelector("input:focus, textarea:focus, select:focus"))
    return false;
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const way = focused && wayTo(focused);
  part.replaceChildren(...document.importNode(next, true).childNodes);
  if (way) follow(way)?.focus({ preventScroll: true });
  return true;
}

/** Without the time of the reading, and without what was said. */
function textOf(content) {
  const copy = content.cloneNode(true);
  for (const each of copy.querySelectorAll(".asof, [role=status]")) each.remove();
  return copy.textContent;
}

/** To the same link afterwards, or else to what stands in its place. */
function wayTo(element) {
  const places = [];
  for (let each = element; each !== part; each = each.parentElement)
    places.unshift([...each.parentElement.children].indexOf(each));
  return { href: element.getAttribute("href"), places };
}

function follow({ href, places }) {
  const links = [...part.querySelectorAll("a[href]")];
  const same = href && links.find((link) => link.getAttribute("href") === href);
  return same || places.reduce((each, place) => each?.children[place] ?? null, part);
}
