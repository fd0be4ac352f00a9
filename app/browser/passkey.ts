/** What the server sends of a challenge: the shape of the browser's own options, its bytes as base64url. */
type Descriptor = { id: string; type: PublicKeyCredentialType; transports?: AuthenticatorTransport[] };
type Creation = Omit<PublicKeyCredentialCreationOptions, "challenge" | "user" | "excludeCredentials"> & {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Descriptor[];
};
type Question = Omit<PublicKeyCredentialRequestOptions, "challenge" | "allowCredentials"> & {
  challenge: string;
  allowCredentials?: Descriptor[];
};
type Options = Creation | Question;
type Sentence = "cancelled" | "known" | "failed";

/**
 * Buttons of passkeys: a press fetches a challenge, lets the browser ask for the passkey, and sends the form with its answer. Browsers
 * without this send the form empty and are told what else there is.
 */
export function takePasskeys(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) take(form);
}

function take(form: HTMLFormElement): void {
  const field = form.elements.namedItem("credential");
  if (!(field instanceof HTMLInputElement)) return;
  let isBusy = false;

  async function ask(credential: HTMLInputElement): Promise<void> {
    isBusy = true;
    say(form, null);
    try {
      const options = await fetchOptions(form);
      if (options === null) return;
      credential.value = JSON.stringify(await answer(options));
      form.submit();
    } catch (error) {
      say(form, sentenceOf(error));
    } finally {
      isBusy = false;
    }
  }

  // Before the guard of all forms, which must not take this press for one that is under way.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isBusy) void ask(field);
  });
  // Going back brings a form back as it was sent, and an answer is good once.
  window.addEventListener("pageshow", () => (field.value = ""));
}

/** One name for "no" and for "nothing was chosen in time"; browsers do not tell which it was. */
function sentenceOf(error: unknown): Sentence {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return "cancelled";
  return name === "InvalidStateError" ? "known" : "failed";
}

/** Null: the sign-in or session is over, and the page that is loaded again says so. */
async function fetchOptions(form: HTMLFormElement): Promise<Options | null> {
  const fields = [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === "string",
  );
  const response = await fetch((form.dataset.passkey ?? "") + location.search, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  if (response.ok) return (await response.json()) as Options;
  if (response.type !== "opaqueredirect" && response.status !== 401) throw new Error("no challenge");
  location.reload();
  return null;
}

async function answer(options: Options): Promise<object> {
  const credential =
    "rp" in options
      ? await navigator.credentials.create({ publicKey: readCreation(options) })
      : await navigator.credentials.get({ publicKey: readQuestion(options) });
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no passkey");
  const { id, type, rawId, response } = credential;
  const known = { id, type, rawId: toText(rawId) };
  const clientDataJSON = toText(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const attestationObject = toText(response.attestationObject);
    return {
      ...known,
      response: { clientDataJSON, attestationObject, transports: response.getTransports?.() ?? [] },
    };
  }
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new Error("no answer of a passkey");
  const { authenticatorData, signature, userHandle } = response;
  return {
    ...known,
    response: {
      clientDataJSON,
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      ...(userHandle && userHandle.byteLength > 0 ? { userHandle: toText(userHandle) } : {}),
    },
  };
}

function readCreation({ challenge, user, excludeCredentials, ...options }: Creation) {
  return {
    ...options,
    challenge: toBytes(challenge),
    user: { ...user, id: toBytes(user.id) },
    ...(excludeCredentials ? { excludeCredentials: excludeCredentials.map(readDescriptor) } : {}),
  };
}

function readQuestion({ challenge, allowCredentials, ...options }: Question) {
  return {
    ...options,
    challenge: toBytes(challenge),
    ...(allowCredentials ? { allowCredentials: allowCredentials.map(readDescriptor) } : {}),
  };
}

function readDescriptor({ id, ...descriptor }: Descriptor) {
  return { ...descriptor, id: toBytes(id) };
}

/** Shows one of the sentences that the page has brought along; null: none. */
function say(form: HTMLFormElement, name: Sentence | null): void {
  for (const sentence of form.querySelectorAll<HTMLElement>("[data-says]"))
    sentence.hidden = sentence.dataset.says !== name;
}

function toText(buffer: ArrayBuffer): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
