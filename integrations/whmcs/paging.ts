import { WireFault } from "#domain/shared/whmcs-wire.ts";
import type { ListPage } from "#domain/shared/whmcs-list.ts";

export type Window = { limitstart: number; limitnum: number };

export type PagedRead = {
  readPage: (window: Window) => Promise<ListPage>;
  /** Null for an entry without a readable one. */
  idOf: (entry: unknown) => number | null;
  pageSize?: number;
};

const PAGE_SIZE = 250;
/** What WHMCS hands out when it is not asked for more: nobody's pages are smaller, except the last. */
const LEAST_PAGE = 25;
/** More than any client has; beyond it the server counts something else, or does not hear the window. */
const MAX_PAGES = 200;
/** Of one list at a time: a client with thousands of rows must not take every slot from the others. */
const PARALLEL_PAGES = 5;
/** A list may change while it is read: then it is read again. */
const ATTEMPTS = 3;

/** The list changed between two of its pages. */
class ListChanged extends WireFault {}

/**
 * All entries of a list, each once, in the order of the pages (whmcs.md 2.2). Believed only when pages and counters agree:
 * exactly `totalresults` entries, the same count on every page, no hole, no entry twice. Without counters pages are read
 * until one is empty, stays empty when asked for again, and has nothing behind it. A list that changed meanwhile is read again. Throws WireFault for a contradiction, after a number of
 * calls that the count and the page size bound: a list is never shorter than it is, and never empty by mistake.
 */
export async function readAllPages(read: PagedRead): Promise<unknown[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOnce(read);
    } catch (error) {
      if (!(error instanceof ListChanged) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function readOnce(read: PagedRead): Promise<unknown[]> {
  const limitnum = read.pageSize ?? PAGE_SIZE;
  const first = await read.readPage({ limitstart: 0, limitnum });
  const { total } = first;
  const step = first.entries.length;
  if (step === 0 && total) throw contradiction("totalresults");
  if (step === 0) return [];
  // A total of exactly one full page is also what a server writes that counts the page and not the list.
  const isWhole = total === step && step < limitnum;
  if (isWhole) return first.entries;

  const budget = callBudget(Math.ceil((total ?? Infinity) / Math.max(step, Math.min(limitnum, LEAST_PAGE))));
  const readPage = async (limitstart: number, size: number) => {
    budget.use();
    const page = await read.readPage({ limitstart, limitnum: size });
    if (total !== null && page.total !== null && page.total !== total)
      throw new ListChanged("totalresults", "changed");
    return page.entries;
  };

  const rest =
    total === null || step < Math.min(limitnum, LEAST_PAGE)
      ? await readOn(readPage, {
          start: step,
          end: total,
          size: limitnum,
          seen: first.entries,
          idOf: read.idOf,
        })
      : await readWindows(readPage, { step, total });
  const entries = [...first.entries, ...rest];
  requireDistinct(entries, read.idOf);
  if (total !== null && entries.length !== total) throw contradiction("totalresults");
  return entries;
}

type ReadPage = (limitstart: number, size: number) => Promise<unknown[]>;

/** One page after the other, to the end that was counted, or to an empty page. */
async function readOn(
  readPage: ReadPage,
  {
    start,
    end,
    size,
    seen,
    idOf,
  }: { start: number; end: number | null; size: number; seen: unknown[]; idOf: PagedRead["idOf"] },
): Promise<unknown[]> {
  const entries: unknown[] = [];
  for (let at = start; end === null || at < end; at = start + entries.length) {
    const page = await readPage(at, size);
    if (page.length === 0 && end === null) {
      const looks = [await readPage(at, size), await readPage(at + size, size)];
      if (looks.every((look) => look.length === 0)) return entries;
    }
    if (page.length === 0) throw contradiction("totalresults");
    entries.push(...page);
    // At once: a server that does not hear the window would answer the same for ever.
    requireDistinct([...seen, ...entries], idOf);
  }
  return entries;
}

/** The windows behind the first page side by side. */
async function readWindows(
  readPage: ReadPage,
  { step, total }: { step: number; total: number },
): Promise<unknown[]> {
  const starts = Array.from({ length: Math.ceil(total / step) - 1 }, (_, index) => (index + 1) * step);
  const windows = await inParallel(starts, async (start) => {
    const end = Math.min(start + step, total);
    const entries: unknown[] = [];
    // Goes on from the rows received: a page may be short.
    while (start + entries.length < end) {
      const page = await readPage(start + entries.length, step);
      if (page.length === 0) throw contradiction("totalresults");
      entries.push(...page);
    }
    return entries;
  });
  // Where the last page is full, only a look behind it shows that there are no more rows than were counted.
  if (total % step === 0 && (await readPage(total, step)).length > 0) throw contradiction("totalresults");
  return windows.flat();
}

/** An entry that comes twice pushed another one out. */
function requireDistinct(entries: readonly unknown[], idOf: PagedRead["idOf"]): void {
  const ids = entries.map(idOf).filter((id) => id !== null);
  if (new Set(ids).size !== ids.length) throw contradiction("limitstart");
}

/** Twice the pages there should be, for those that come short. */
function callBudget(pages: number) {
  if (pages > MAX_PAGES && pages !== Infinity) throw contradiction("totalresults");
  let left = 2 * Math.min(pages, MAX_PAGES / 2) + 3;
  return {
    use() {
      left -= 1;
      if (left < 0) throw contradiction("limitstart");
    },
  };
}

function contradiction(field: string): WireFault {
  return new WireFault(field, "pages and counters contradict each other");
}

async function inParallel<Input, Output>(
  inputs: readonly Input[],
  run: (input: Input) => Promise<Output>,
): Promise<Output[]> {
  const outputs = new Array<Output>(inputs.length);
  const queue = [...inputs.entries()].reverse();
  const worker = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [index, input] = next;
      try {
        outputs[index] = await run(input);
      } catch (error) {
        // The list cannot be completed any more: the other workers stop too.
        queue.length = 0;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL_PAGES, inputs.length) }, worker));
  return outputs;
}
