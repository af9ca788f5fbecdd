/** The composed platform, as Nest injects it. */
export const PLATFORM = Symbol('PLATFORM');
