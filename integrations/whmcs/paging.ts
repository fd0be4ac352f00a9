import { contractError } from "./client.ts";
import type { WhmcsAction } from "./calls.ts";

export type Page<Row> = {
  rows: Row[];
  /** The answer's `totalresults`; null when missing. */
  total: number | null;
};

export type PagedRead<Row> = {
  action: WhmcsAction;
  readPage: (window: { limitstart: number; limitnum: number }) => Promise<Page<Row>>;
  /** Rows may come twice when something is added between two pages. */
  idOf: (row: Row) => number;
  pageSize?: number;
};

const PAGE_SIZE = 250;
/** 50,000 rows: more than any client has, so beyond it the server ignores the window. */
const MAX_PAGES = 200;
/** Of one list at a time: a client with thousands of rows must not take every slot from the others. */
const PARALLEL_PAGES = 5;

/**
 * All rows of a list, each once, in the order of the pages (whmcs.md 2.2). The first page tells how many rows a page really
 * has and how many there are; the rest is read in parallel. Offsets go on from the rows received. `totalresults` is a hint:
 * when it is missing, or fewer than the rows at hand, pages are read until one is empty. Throws `provider_contract` when the
 * list does not end, or when every page is the same full one.
 */
export async function readAllPages<Row>(read: PagedRead<Row>): Promise<Row[]> {
  const limitnum = read.pageSize ?? PAGE_SIZE;
  const first = await read.readPage({ limitstart: 0, limitnum });
  const step = first.rows.length;
  if (step === 0) return [];

  const total = first.total ?? 0;
  const more = Math.ceil(total / step) - 1;
  if (more >= MAX_PAGES) throw contractError(read.action, "totalresults");
  const starts = Array.from({ length: Math.max(0, more) }, (_, index) => (index + 1) * step);
  const later = await inParallel(starts, (start) =>
    readWindow(read, { start, end: Math.min(start + step, total), limitnum: step }),
  );
  let rows = distinct([...first.rows, ...later.flat()], read.idOf);

  // A total of exactly one full page is what a server writes that counts the page and not the list. Fewer rows than the
  // total: something was added meanwhile, which pushed the last row behind it.
  const complete = rows.length >= total && (total > step || (total === step && step < limitnum));
  if (!complete) {
    const rest = await readWindow(read, { start: Math.max(step, total), end: Infinity, limitnum });
    rows = distinct([...rows, ...rest], read.idOf);
  }
  // A full first page that keeps coming back hides rows; a short one that does is all there is, with a false total.
  const repeats =
    step === limitnum && starts.length > 0 && later.every((page) => page.length > 0) && rows.length === step;
  if (repeats) throw contractError(read.action, "limitstart");
  return rows;
}

/** The rows from `start` to before `end` at least, going on after short pages; ends early at an empty page, or one without news. */
async function readWindow<Row>(
  read: PagedRead<Row>,
  { start, end, limitnum }: { start: number; end: number; limitnum: number },
): Promise<Row[]> {
  const rows: Row[] = [];
  const seen = new Set<number>();
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const limitstart = start + rows.length;
    if (limitstart >= end) return rows;
    const answer = await read.readPage({ limitstart, limitnum });
    const before = seen.size;
    for (const row of answer.rows) seen.add(read.idOf(row));
    rows.push(...answer.rows);
    if (seen.size === before) return rows;
  }
  throw contractError(read.action, "limitstart");
}

function distinct<Row>(rows: readonly Row[], idOf: (row: Row) => number): Row[] {
  const seen = new Set<number>();
  return rows.filter((row) => {
    const isNew = !seen.has(idOf(row));
    seen.add(idOf(row));
    return isNew;
  });
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
