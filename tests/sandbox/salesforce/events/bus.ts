import { EventEmitter } from "node:events";
import { randomUUID } from "node:crypto";
import type { Clock } from "../../clock.ts";
import type { FaultSwitch } from "../../faults.ts";
import type { Switches } from "../switches.ts";
import { INTEGRATION_USER_ID } from "../store.ts";
import type { EventFault } from "./event-faults.ts";
import { eventType, TOPICS, type EventType } from "./event-types.ts";
import { createTopicLog, type TopicLog } from "./log.ts";
import type { ProducedEvent } from "./protocol.ts";

export type Bus = ReturnType<typeof createBus>;

export type BusOptions = { clock: Clock; faults: FaultSwitch; switches: () => Switches };

/** The topics and their logs, and what can go wrong on the way into them. */
export function createBus({ clock, faults, switches }: BusOptions) {
  const logs = new Map(TOPICS.map((topic) => [topic, newLog()]));
  /** Told the topic whose log has grown. */
  const grown = new EventEmitter().setMaxListeners(0);
  let late: (() => void) | null = null;
  const timers = new Set<NodeJS.Timeout>();

  function newLog(): TopicLog {
    return createTopicLog({
      now: () => clock.now().getTime(),
      retentionMs: () => switches().eventRetentionMs,
      isBig: () => switches().bigReplayIds,
    });
  }

  function append(topic: string, event: ProducedEvent): Buffer {
    const bytes = logs.get(topic)?.append(event) ?? Buffer.alloc(0);
    grown.emit(topic);
    return bytes;
  }

  function typeOf(topic: string): EventType | null {
    return eventType(topic, switches().eventSchema);
  }

  return {
    typeOf,
    logOf: (topic: string): TopicLog | null => logs.get(topic) ?? null,
    grown,
    append,
    /** Sends an event, unless a fault has something else in mind for it. Throws for values that its schema has no room for. */
    publish(topic: string, values: Record<string, unknown>): void {
      const type = typeOf(topic);
      if (type === null) throw new RangeError(`no topic ${topic}; one of ${TOPICS.join(", ")}`);
      const fault = faults.take("Event", { topic });
      const kind = fault?.kind as EventFault | undefined;
      const event: ProducedEvent = {
        id: randomUUID(),
        schema_id: type.schemaId,
        payload: kind === "event_garbled" ? Buffer.alloc(2, 0xff) : type.encode(spoilt(values, kind)),
        headers: [],
      };
      const before = late;
      late = null;
      if (kind === "event_late") late = () => append(topic, event);
      else if (kind === "event_delayed") {
        const timer = setTimeout(() => {
          timers.delete(timer);
          append(topic, event);
        }, fault?.delayMs ?? 0);
        timers.add(timer);
      } else if (kind !== "event_lost") append(topic, event);
      if (kind === "event_twice") append(topic, event);
      before?.();
    },
    /** Sends an event of a flow with the fields that every one of them has. */
    publishFlowEvent(topic: string, values: Record<string, unknown>): void {
      this.publish(topic, {
        CreatedDate: BigInt(clock.now().getTime()),
        CreatedById: INTEGRATION_USER_ID,
        ...values,
      });
    },
    /** Nothing of what was sent is kept any more, as after 72 hours. */
    forget() {
      for (const log of logs.values()) log.clear();
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      late = null;
    },
  };
}

/** A gap names the records and no values; an overflow not even those. */
function spoilt(values: Record<string, unknown>, kind: EventFault | undefined): Record<string, unknown> {
  const header = values["ChangeEventHeader"];
  if (typeof header !== "object" || header === null) return values;
  const { changeType, ...rest } = header as Record<string, unknown>;
  const without = { ...rest, nulledFields: [], diffFields: [], changedFields: [] };
  if (kind === "event_gap")
    return { ChangeEventHeader: { ...without, changeType: `GAP_${String(changeType)}` } };
  if (kind === "event_overflow")
    return {
      ChangeEventHeader: { ...without, changeType: "GAP_OVERFLOW", recordIds: ["000000000000000AAA"] },
    };
  return values;
}
