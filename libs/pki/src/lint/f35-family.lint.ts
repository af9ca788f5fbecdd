import { familyOf } from '@mandataire/domain/catalogue';
import { unless, type Lint } from './lint.js';

/** The authority of one family signs nothing of another: a relying party that trusts it knows what for. */
export const familyLint: Lint = {
  clause: 'F35',
  check: (_, { usages, family }) =>
    unless(familyOf(usages) === family, 'the issuing authority is of another family of usages'),
};
