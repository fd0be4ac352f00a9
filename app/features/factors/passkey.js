/*
 * Pages with a passkey's button load this as it is; browsers without it send the form empty and are told what else there is.
 * A press fetches a challenge, lets the browser ask for the passkey, and sends the form with its answer.
 */
/* global document, window, location, navigator, fetch, atob, btoa, FormData, URLSearchParams */

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const field = form.elements.namedItem("credential");
  let isBusy = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    say(form, null);
    try {
      const options = await fetchOptions(form);
      if (options === null) return;
      field.value = JSON.stringify(await answer(options));
      form.submit();
    } catch (error) {
      // One name for "no" and for "nothing was chosen in time"; browsers do not tell which it was.
      if (error.name === "NotAllowedError" || error.name === "AbortError") say(form, "cancelled");
      else if (error.name === "InvalidStateError") say(form, "known");
      else say(form, "failed");
    } finally {
      isBusy = false;
    }
  });
  // Going back brings a form back as it was sent, and an answer is good once.
  window.addEventListener("pageshow", () => (field.value = ""));
}

/** Null: the sign-in or session is over, and the page that is loaded again says so. */
async function fetchOptions(form) {
  const response = await fetch(form.dataset.passkey + location.search, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    redirect: "manual",
  });
  if (response.ok) return response.json();
  if (response.type !== "opaqueredirect" && response.status !== 401) throw new Error("no challenge");
  location.reload();
  return null;
}

async function answer(options) {
  const credential =
    "rp" in options
      ? await navigator.credentials.create({ publicKey: readCreation(options) })
      : await navigator.credentials.get({ publicKey: readRequest(options) });
  const { id, type, rawId, response } = credential;
  const sent = { clientDataJSON: toText(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (response[name]?.byteLength > 0) sent[name] = toText(response[name]);
  // An attestation has its authenticator data inside; beside it they would be sent twice.
  if (sent.attestationObject) {
    delete sent.authenticatorData;
    sent.transports = response.getTransports?.() ?? [];
  }
  return { id, type, rawId: toText(rawId), response: sent };
}

function readCreation({ challenge, user, excludeCredentials, ...options }) {
  return {
    ...options,
    challenge: toBytes(challenge),
    user: { ...user, id: toBytes(user.id) },
    excludeCredentials: excludeCredentials?.map(readDescriptor),
  };
}

function readRequest({ challenge, allowCredentials, ...options }) {
  return {
    ...options,
    challenge: toBytes(challenge),
    allowCredentials: allowCredentials?.map(readDescriptor),
  };
}

function readDescriptor({ id, ...descriptor }) {
  return { ...descriptor, id: toBytes(id) };
}

/** Shows one of the sentences that the page has brought along; null: none. */
function say(form, name) {
  for (const sentence of form.querySelectorAll("[data-says]"))
    sentence.hidden = sentence.dataset.says !== name;
}

function toText(buffer) {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function toBytes(text) {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
