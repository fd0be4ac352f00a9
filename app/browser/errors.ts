/**
 * Puts the focus on what is wrong with the form. `autofocus` does so without a script, but browsers ignore it where the address names a
 * part of the page.
 */
export function focusErrors(): void {
  document.querySelector<HTMLElement>("#problem[autofocus]")?.focus();
}
