/** How far a registration has come, for the person who waits for it. */
export type Progress =
  | { state: "has_login" }
  /** Nobody knows yet what has become of a call; it goes on by itself. */
  | { state: "waits" }
  /** A system did not take what was typed; null where no field can be blamed. Nothing is left of it here. */
  | { state: "refused"; field: "phone" | "email" | null }
  /** Somebody got the address into the billing system meanwhile. Nothing is left of it here. */
  | { state: "taken" }
  | { state: "undone" };
