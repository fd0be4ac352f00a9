/** Two minutes before the session ends by itself, the line that says when becomes a notice. Both are sent with the page. */
export function warnOfSessionEnd(): void {
  const line = document.querySelector<HTMLElement>("[data-near-at]");
  const notice = line?.querySelector("template");
  if (!line?.dataset.nearAt || !notice) return;
  const wait = new Date(line.dataset.nearAt).getTime() - Date.now();
  window.setTimeout(() => line.replaceChildren(notice.content.cloneNode(true)), Math.max(0, wait));
}
