/** A port of the loopback that nobody listens on now. */
export function freePort(): Promise<number>;
