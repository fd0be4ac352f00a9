export type Session = {
  /** The key in use; signs in when there is none. Any number of callers wait for one sign-in. */
  key(): Promise<string>;
  /** Another key than the one that was refused: the one that somebody else has got meanwhile, or a new one. */
  renew(refused: string): Promise<string>;
};

/**
 * Keeps the authentication key until Freebit refuses it: how long it lives is not known (freebit.md 3.1). A sign-in that fails
 * is every waiting caller's failure, and the next caller's to try again.
 */
export function createSession(signIn: () => Promise<string>): Session {
  let current: string | null = null;
  let signingIn: Promise<string> | null = null;

  async function start(): Promise<string> {
    try {
      current = await signIn();
      return current;
    } finally {
      signingIn = null;
    }
  }

  const key = async (): Promise<string> => current ?? (signingIn ??= start());
  return {
    key,
    async renew(refused) {
      if (current === refused) current = null;
      return key();
    },
  };
}
