import type { PlatformRole } from '@mandataire/domain/account';
import type { Translate } from '../../i18n/text-store.js';

/** What two roles that are not cumulated at *** mean to whoever gives them (F44). */
export const pairText = ([one, other]: readonly [PlatformRole, PlatformRole], t: Translate): string =>
  t('staff.pair', { one: t(`role.${one}`), other: t(`role.${other}`) });
