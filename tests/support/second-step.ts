type OutboxMail = { template: string; text: string };

/**
 * The code that the page of the second step asks for, from the demo's outbox: of the mail with the letters that the page
 * shows, so that sign-ins of one person at the same time do not take each other's.
 */
export async function readMailedCode(
  page: string,
  readOutbox: (path: string) => Promise<string>,
  email: string,
): Promise<string> {
  const reference = /<strong>([A-Z]{4})<\/strong>/.exec(page)?.[1] ?? "";
  const mails = JSON.parse(
    await readOutbox(`/demo/outbox.json?${new URLSearchParams({ to: email.trim().toLowerCase() })}`),
  ) as OutboxMail[];
  const mail = mails.find(({ template, text }) => template === "code" && text.includes(reference));
  const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
  if (reference === "" || code === undefined) throw new Error(`no code for ${email}`);
  return code;
}
