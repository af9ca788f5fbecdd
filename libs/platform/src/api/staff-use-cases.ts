import {
  GrantPlatformRole,
  InviteStaff,
  RevokePlatformRole,
  type StaffPorts,
} from '@mandataire/application/staff';

export interface StaffUseCases {
  readonly inviteStaff: InviteStaff;
  readonly grantPlatformRole: GrantPlatformRole;
  readonly revokePlatformRole: RevokePlatformRole;
}

/** What an administrator does with the platform's staff. */
export const staffUseCases = (ports: StaffPorts): StaffUseCases => ({
  inviteStaff: new InviteStaff(ports),
  grantPlatformRole: new GrantPlatformRole(ports),
  revokePlatformRole: new RevokePlatformRole(ports),
});
