/** What the data layer needs of a logger: facts first, then a fixed sentence. */
export type Log = {
  info(facts: Facts, message: string): void;
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
};
type Facts = Record<string, unknown> & { event: `${Lowercase<string>}.${Lowercase<string>}` };
