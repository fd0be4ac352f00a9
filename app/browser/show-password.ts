/** Buttons that show what was typed as a password: hidden in the page as sent, since without a script they would do nothing. */
export function offerPasswords(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-hide]")) {
    const field = document.getElementById(button.getAttribute("aria-controls") ?? "");
    if (!(field instanceof HTMLInputElement)) continue;
    const labels = { show: button.textContent, hide: button.dataset.hide ?? "" };
    button.hidden = false;
    button.addEventListener("click", () => {
      const isShown = field.type === "password";
      field.type = isShown ? "text" : "password";
      button.textContent = isShown ? labels.hide : labels.show;
    });
  }
}
