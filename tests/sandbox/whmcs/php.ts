/** What PHP makes of a form body: text, or arrays with text keys in order. */
export type PhpValue = string | PhpArray;
export type PhpArray = Map<string, PhpValue>;

const MAX_DEPTH = 16;

/**
 * Reads `application/x-www-form-urlencoded` as PHP fills `$_POST`: `a[b][c]`, `a[]`, later values win, and `.` or a blank in
 * a name becomes `_`.
 */
export function parsePhpForm(body: string): PhpArray {
  const form: PhpArray = new Map();
  for (const pair of body.split("&")) {
    if (pair === "") continue;
    const cut = pair.indexOf("=");
    const name = decode(cut === -1 ? pair : pair.slice(0, cut));
    assign(form, name, cut === -1 ? "" : decode(pair.slice(cut + 1)));
  }
  return form;
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    // Broken percent signs stay as they are, as in PHP.
    return spaced;
  }
}

function assign(form: PhpArray, name: string, value: string): void {
  const open = name.indexOf("[");
  const root = (open > 0 ? name.slice(0, open) : name).trimStart().replace(/[ .]/g, "_");
  if (root === "") return;
  const path = open > 0 ? [...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "") : [];
  if (path.length > MAX_DEPTH) return;
  let target = form;
  let key = root;
  for (const step of path) {
    const existing = target.get(key);
    const next: PhpArray =
      existing === undefined || typeof existing === "string" ? new Map<string, PhpValue>() : existing;
    target.set(key, next);
    target = next;
    key = step === "" ? nextIndex(next) : step;
  }
  target.set(key, value);
}

function nextIndex(array: PhpArray): string {
  let next = 0;
  for (const key of array.keys()) if (/^\d+$/.test(key)) next = Math.max(next, Number(key) + 1);
  return String(next);
}

/** PHP's truth of a form text: everything but `""` and `"0"`, the word `false` included. */
export function isTruthy(value: string): boolean {
  return value !== "" && value !== "0";
}

/** `(int)` of a text: leading digits, else 0. */
export function toInteger(value: string): number {
  const match = /^\s*([+-]?\d{1,15})/.exec(value);
  return match ? Number(match[1]) : 0;
}

export type Serialized = string | number | boolean | null | Map<string, Serialized>;

/**
 * Reads PHP's serialize format. Null when a single byte is wrong, string lengths counted in characters included: PHP then
 * drops the whole value (whmcs.md 1.2). Objects and references are refused.
 */
export function unserialize(bytes: Buffer): { value: Serialized } | null {
  const reader = new SerializedReader(bytes);
  try {
    const value = reader.value(0);
    return reader.done() ? { value } : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** `base64(php_serialize(array))` as keys and texts; null when WHMCS would see nothing in it. */
export function readSerializedMap(text: string): Map<string, Serialized> | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text === "") return null;
  const read = unserialize(Buffer.from(text, "base64"));
  return read && read.value instanceof Map ? read.value : null;
}

class SerializedReader {
  private readonly bytes: Buffer;
  private position = 0;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  done(): boolean {
    return this.position === this.bytes.length;
  }

  value(depth: number): Serialized {
    if (depth > MAX_DEPTH) throw new RangeError("too deep");
    const type = String.fromCharCode(this.bytes[this.position] ?? 0);
    if (type === "N") {
      this.expect("N;");
      return null;
    }
    this.expect(`${type}:`);
    switch (type) {
      case "i":
        return this.number(/^-?\d+$/, ";");
      case "d":
        return this.number(/^-?\d+(\.\d+)?(E[+-]?\d+)?$/i, ";");
      case "b":
        return this.number(/^[01]$/, ";") === 1;
      case "s": {
        const length = this.number(/^\d+$/, ":");
        this.expect('"');
        const text = this.bytes.toString("utf8", this.position, this.position + length);
        this.position += length;
        this.expect('";');
        return text;
      }
      case "a": {
        const count = this.number(/^\d+$/, ":");
        this.expect("{");
        const entries = new Map<string, Serialized>();
        for (let index = 0; index < count; index += 1) {
          const key = this.value(depth + 1);
          if (typeof key !== "string" && typeof key !== "number") throw new RangeError("bad key");
          entries.set(String(key), this.value(depth + 1));
        }
        this.expect("}");
        return entries;
      }
      default:
        throw new RangeError("unknown type");
    }
  }

  private number(pattern: RegExp, end: string): number {
    const stop = this.bytes.indexOf(end, this.position);
    const text = stop === -1 ? "" : this.bytes.toString("latin1", this.position, stop);
    if (!pattern.test(text)) throw new RangeError("bad number");
    this.position = stop + end.length;
    return Number(text);
  }

  private expect(text: string): void {
    if (this.bytes.toString("latin1", this.position, this.position + text.length) !== text)
      throw new RangeError("bad byte");
    this.position += text.length;
  }
}
