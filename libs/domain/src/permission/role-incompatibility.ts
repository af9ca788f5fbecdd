import type { PlatformRole } from '../account/index.js';
import type { AssuranceLevel } from '../catalogue/index.js';
import { INCOMPATIBILITIES, type Incompatibility } from './role-incompatibility.data.js';

const LEVELS: readonly AssuranceLevel[] = ['NONE', 'ONE_STAR', 'TWO_STARS', 'THREE_STARS'];

/** The pairs among these roles that one person may not use together on certificates of this level (F44). */
export const cumulated = (
  roles: readonly PlatformRole[],
  level: AssuranceLevel,
): readonly Incompatibility[] =>
  INCOMPATIBILITIES.filter(
    ({ roles: [one, other], fromLevel }) =>
      LEVELS.indexOf(level) >= LEVELS.indexOf(fromLevel) && roles.includes(one) && roles.includes(other),
  );
