import type { Translate } from './text-store.js';

/** A counted text with words of its own for none: `key` holds one and several, `keyNone` zero. */
export const counted = (key: string, count: number, t: Translate): string =>
  count === 0 ? t(`${key}None`) : t(key, { smart_count: count });
