const listeners = new Set<() => void>();

/** Told once for each answer that says the session is over, whoever asked. */
export const sessionEnd = {
  announce: (): void => listeners.forEach((listener) => listener()),
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
