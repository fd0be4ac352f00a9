const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#039;",
};

/** The five characters PHP's `htmlspecialchars(ENT_QUOTES)` replaces, spelled as PHP spells them. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A whole page without script. `body` is HTML already. */
export function page(options: { title: string; banner: string; body: string; language?: string }): string {
  return `<!DOCTYPE html>
<html lang="${options.language ?? "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(options.title)}</title><style>
body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1d1d1f;background:#fff}
.banner{background:#5b2a86;color:#fff;padding:.5rem 1rem;font-weight:600}
main{max-width:60rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ccc;padding:.4rem;text-align:left;vertical-align:top}
form.inline{display:inline}label{display:inline-block;margin:.2rem .6rem .2rem 0}
input,select,button{font:inherit;padding:.3rem .5rem}button{min-height:2.2rem}
fieldset{border:1px solid #ccc;margin:0 0 1rem}code,pre{background:#f3f0f7;padding:.1rem .3rem}pre{overflow:auto;padding:.6rem;white-space:pre-wrap}
.note{background:#fff6d6;border:1px solid #c9a400;padding:.5rem .8rem}
</style></head><body><div class="banner" role="note">${escapeHtml(options.banner)}</div><main>
<h1>${escapeHtml(options.title)}</h1>
${options.body}
</main></body></html>
`;
}
