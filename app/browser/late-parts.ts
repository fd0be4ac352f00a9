/**
 * Parts that React could not send in the end (their rendering failed, or the answer was cut) leave their outline for ever. The outline
 * brings along what to say then.
 */
export function replaceFailedParts(): void {
  for (const mark of document.querySelectorAll('template[id^="B:"]')) {
    const outline = mark.nextElementSibling;
    const words = outline?.querySelector<HTMLTemplateElement>("template[data-failed]");
    if (outline && words) outline.replaceWith(words.content.cloneNode(true));
  }
}
