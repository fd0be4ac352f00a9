import { isIP } from "node:net";

/**
 * An address in its one spelling: no port, no brackets, no zone, lower case, IPv6 as RFC 5952 writes it, IPv4 out of its
 * IPv6 form. Proxies write all of these. Null for anything that is no address.
 */
export function canonicalIp(text: string): string | null {
  const bare = withoutPort(text.trim()).replace(/%.*$/, "");
  if (isIP(bare) === 4) return bare;
  if (isIP(bare) !== 6) return null;
  const groups = groupsOf(bare);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  const [high = 0, low = 0] = groups.slice(6);
  if (isMapped) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
  return new URL(`http://[${bare}]`).hostname.slice(1, -1);
}

/**
 * The line behind an address, which is what a limit counts: an IPv4 address, or the /64 that one IPv6 customer gets and can
 * take any address of. What is no address stands for itself.
 */
export function sourceOf(ip: string): string {
  return prefixOf(ip, 4);
}

/** The /48 around an IPv6 line, the most that one customer usually gets; null for IPv4. */
export function wideSourceOf(ip: string): string | null {
  const address = canonicalIp(ip);
  return address !== null && isIP(address) === 6 ? prefixOf(address, 3) : null;
}

function prefixOf(ip: string, count: number): string {
  const address = canonicalIp(ip);
  if (address === null || isIP(address) === 4) return address ?? ip;
  const prefix = groupsOf(address).slice(0, count);
  return `${prefix.map((group) => group.toString(16)).join(":")}::/${count * 16}`;
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text);
  if (bracketed) return bracketed[1] ?? "";
  return /^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(":")) : text;
}

/** The eight groups of an IPv6 address. */
function groupsOf(ip: string): number[] {
  const spelled = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [head = "", tail] = spelled.split("::");
  const parse = (part: string) => (part === "" ? [] : part.split(":").map((group) => parseInt(group, 16)));
  if (tail === undefined) return parse(head);
  const [left, right] = [parse(head), parse(tail)];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}
