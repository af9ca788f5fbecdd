import type { PlatformRole } from '../account/index.js';
import type { AssuranceLevel } from '../catalogue/index.js';

/** Two roles that one person does not use together on certificates of this level and above, and why. */
export interface Incompatibility {
  readonly roles: readonly [PlatformRole, PlatformRole];
  readonly fromLevel: AssuranceLevel;
  readonly because: string;
}

/** F44: trusted roles are not cumulated at ***. One pair a line: a new role adds its lines. */
export const INCOMPATIBILITIES: readonly Incompatibility[] = [
  {
    roles: ['REGISTRATION_OFFICER', 'AUDITOR'],
    fromLevel: 'THREE_STARS',
    because: 'nobody audits his own decisions',
  },
  {
    roles: ['REGISTRATION_OFFICER', 'ADMINISTRATOR'],
    fromLevel: 'THREE_STARS',
    because: 'who gives roles decides no file',
  },
  {
    roles: ['REGISTRATION_OFFICER', 'SALES'],
    fromLevel: 'THREE_STARS',
    because: 'who sells does not approve',
  },
  {
    roles: ['REGISTRATION_OFFICER', 'ON_CALL_OFFICER'],
    fromLevel: 'THREE_STARS',
    because: 'issuing and revoking are apart',
  },
  {
    roles: ['ON_CALL_OFFICER', 'AUDITOR'],
    fromLevel: 'THREE_STARS',
    because: 'nobody audits his own revocations',
  },
  {
    roles: ['ON_CALL_OFFICER', 'ADMINISTRATOR'],
    fromLevel: 'THREE_STARS',
    because: 'who gives roles revokes nothing',
  },
  {
    roles: ['AUDITOR', 'ADMINISTRATOR'],
    fromLevel: 'THREE_STARS',
    because: 'the auditor depends on nobody whom he audits',
  },
  {
    roles: ['AUDITOR', 'SALES'],
    fromLevel: 'THREE_STARS',
    because: 'the auditor has no interest in what is sold',
  },
];
