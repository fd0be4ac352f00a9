/**
 * A circuit breaker as data: open after `failuresToOpen` transport failures in a row; after `openForMs` one call may try
 * (half open), and its end decides. A success of any call closes it: the provider is there. Unusable answers to one and the
 * same question count once, however often it is asked: one customer's broken record must not shut everybody out.
 */
export type Circuit =
  | { state: "closed"; since: Date; failures: number; questions: readonly string[] }
  | { state: "open"; since: Date; until: Date }
  | { state: "half_open"; since: Date };

export type CircuitRules = { failuresToOpen: number; openForMs: number };

export function closedCircuit(now: Date): Circuit {
  return { state: "closed", since: now, failures: 0, questions: [] };
}

/** Whether a call may go, and the circuit afterwards. `retryAfter` in seconds, at least 1. */
export function admit(
  circuit: Circuit,
  now: Date,
): { admitted: true; circuit: Circuit } | { admitted: false; retryAfter: number } {
  if (circuit.state === "closed") return { admitted: true, circuit };
  // The one call that tries is under way.
  if (circuit.state === "half_open") return { admitted: false, retryAfter: 1 };
  const leftMs = circuit.until.getTime() - now.getTime();
  if (leftMs > 0) return { admitted: false, retryAfter: Math.ceil(leftMs / 1000) };
  return { admitted: true, circuit: { state: "half_open", since: now } };
}

/** Open from now on, whatever came before: the answer itself said that calling on is pointless. */
export function heldCircuit(now: Date, holdMs: number): Circuit {
  return { state: "open", since: now, until: new Date(now.getTime() + holdMs) };
}

export function afterSuccess(circuit: Circuit, now: Date): Circuit {
  if (circuit.state === "closed" && circuit.failures === 0) return circuit;
  return circuit.state === "closed" ? { ...circuit, failures: 0, questions: [] } : closedCircuit(now);
}

/** `question` names what was asked, where an answer came but could not be used; null for no answer at all. */
export function afterFailure(
  circuit: Circuit,
  now: Date,
  rules: CircuitRules,
  question: string | null = null,
): Circuit {
  // Ends of calls from before it opened: they must not prolong it.
  if (circuit.state === "open") return circuit;
  const asked = circuit.state === "closed" ? circuit.questions : [];
  if (question !== null && asked.includes(question)) return circuit;
  const failures = circuit.state === "closed" ? circuit.failures + 1 : rules.failuresToOpen;
  if (failures < rules.failuresToOpen) {
    const questions = question === null ? asked : [...asked, question];
    return { state: "closed", since: circuit.since, failures, questions };
  }
  return { state: "open", since: now, until: new Date(now.getTime() + rules.openForMs) };
}
