/** A form that has not been answered by then may be sent again. */
const RELEASE_MS = 20_000;
/** One that opens another tab leaves this page as it is. */
const OTHER_TAB_RELEASE_MS = 2_000;

/** The form that is under way, with what its button said. */
type Sent = { form: HTMLFormElement; button: HTMLElement | null; label: Node[]; timer: number };
let sent: Sent | null = null;

/**
 * One press sends one request: a second one while the form is under way does nothing, and the button says that it works. The button is
 * never disabled, since a disabled one loses the focus and its own value; the server refuses the second press of browsers without this.
 */
export function guardForms(): void {
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method !== "post") return;
    if (sent?.form === form) {
      event.preventDefault();
      return;
    }
    release();
    // After the browser has collected the fields, among them the button's own.
    window.setTimeout(() => begin(form, submitter), 0);
  });
  // Back brings a page as it was left.
  window.addEventListener("pageshow", ({ persisted }) => persisted && release());
}

function begin(form: HTMLFormElement, button: HTMLElement | null): void {
  const label = button ? [...button.childNodes] : [];
  const timer = window.setTimeout(release, form.target === "" ? RELEASE_MS : OTHER_TAB_RELEASE_MS);
  sent = { form, button, label, timer };
  form.setAttribute("aria-busy", "true");
  if (!button) return;
  button.setAttribute("aria-disabled", "true");
  const text = document.body.dataset.sending;
  if (text && button.classList.contains("btn")) button.textContent = text;
}

function release(): void {
  if (!sent) return;
  const { form, button, label, timer } = sent;
  sent = null;
  window.clearTimeout(timer);
  form.removeAttribute("aria-busy");
  if (!button) return;
  button.removeAttribute("aria-disabled");
  if (button.classList.contains("btn")) button.replaceChildren(...label);
}
