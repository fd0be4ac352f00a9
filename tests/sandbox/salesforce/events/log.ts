import type { Delivery, ProducedEvent } from "./protocol.ts";

type Entry = Delivery & { at: number; place: bigint };

/** The log of one topic: places are 8 bytes, increasing and with gaps. */
export type TopicLog = ReturnType<typeof createTopicLog>;

const FIRST = 4_856_878n;
/** The first whole numbers that a double does not hold exactly. */
const FIRST_BIG = 2n ** 53n;

export function createTopicLog(settings: {
  now: () => number;
  retentionMs: () => number;
  isBig: () => boolean;
}) {
  let entries: Entry[] = [];
  let last = FIRST;
  /** Places up to here are no longer kept. */
  let floor = FIRST;

  /** A fresh place; 1, 2 or 3 above the last one. */
  function next(): bigint {
    const step = 1n + (last % 3n);
    last = (settings.isBig() && last < FIRST_BIG ? FIRST_BIG : last) + step;
    return last;
  }

  function forget(): void {
    const oldest = settings.now() - settings.retentionMs();
    const gone = entries.filter(({ at }) => at < oldest).at(-1);
    if (!gone) return;
    floor = gone.place;
    entries = entries.filter(({ place }) => place > floor);
  }

  return {
    append(event: ProducedEvent): Buffer {
      const place = next();
      entries.push({ event, place, replay_id: toBytes(place), at: settings.now() });
      return toBytes(place);
    },
    /** Events behind a place, oldest first. */
    after(place: bigint): readonly Entry[] {
      forget();
      return entries.filter((entry) => entry.place > place);
    },
    /** Where to go on after these bytes; null for what was never given out or is no longer kept. */
    find(bytes: Buffer): bigint | null {
      forget();
      if (bytes.length !== 8) return null;
      const place = bytes.readBigUInt64BE();
      return place >= floor && place <= last ? place : null;
    },
    /** The place before the oldest event that is kept. */
    start(): bigint {
      forget();
      return floor;
    },
    end: () => last,
    /** A sign of life moves on in the log although nothing happened. */
    tick: () => toBytes(next()),
    /** Nothing of what was there is kept. */
    clear() {
      entries = [];
      floor = last;
      next();
      floor = last;
    },
  };
}

export function toBytes(place: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(place);
  return bytes;
}
