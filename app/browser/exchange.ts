/** A reader that is told and given the text at once says nothing. */
const SAY_AFTER_MS = 100;

let isAsking = false;

/**
 * Reads the page again and puts what has changed in its place; focus and scroll position stay. Returns the part as it is now, null where
 * nothing has changed. Never rejects: without a network, signed out or after a fault the page stays as it is.
 */
export async function exchange(part: HTMLElement): Promise<HTMLElement | null> {
  if (isAsking) return null;
  isAsking = true;
  try {
    // With its query: where the page leads back to stands there.
    const response = await fetch(location.pathname + location.search, {
      headers: { accept: "text/html" },
      redirect: "manual",
    });
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.querySelector<HTMLElement>("[data-live]");
    if (!next || !replace(part, next)) return null;
    window.setTimeout(() => say(part, part.dataset.liveSays ?? ""), SAY_AFTER_MS);
    return next;
  } catch {
    return null;
  } finally {
    isAsking = false;
  }
}

/** The line that says so; where the new content has none, one at its end. */
function say(part: HTMLElement, text: string): void {
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
function replace(part: HTMLElement, next: HTMLElement): boolean {
  if (textOf(next) === textOf(part) || part.querySelector("input:focus, textarea:focus, select:focus"))
    return false;
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const way = focused && wayTo(part, focused);
  part.replaceChildren(...document.importNode(next, true).childNodes);
  const found = way && follow(part, way);
  if (found instanceof HTMLElement) found.focus({ preventScroll: true });
  return true;
}

/** Without the time of the reading, and without what was said. */
function textOf(content: HTMLElement): string {
  const copy = content.cloneNode(true) as HTMLElement;
  for (const each of copy.querySelectorAll(".asof, [role=status]")) each.remove();
  return copy.textContent;
}

type Way = { href: string | null; places: number[] };

/** To the same link afterwards, or else to what stands in its place. */
function wayTo(part: HTMLElement, element: Element): Way {
  const places: number[] = [];
  for (let each = element; each !== part && each.parentElement; each = each.parentElement)
    places.unshift([...each.parentElement.children].indexOf(each));
  return { href: element.getAttribute("href"), places };
}

function follow(part: HTMLElement, { href, places }: Way): Element | null {
  const links = [...part.querySelectorAll("a[href]")];
  const same = href === null ? undefined : links.find((link) => link.getAttribute("href") === href);
  return same ?? places.reduce<Element | null>((each, place) => each?.children[place] ?? null, part);
}
