/** Title of a list row from an indexed description: its first line, and how many there are beyond it. */
export function titleOf(description: string | undefined): { title: string | null; more: number } {
  if (!description) return { title: null, more: 0 };
  const [title = "", ...others] = description.split("\n").filter((line) => line !== "");
  return { title: title || null, more: others.length };
}
