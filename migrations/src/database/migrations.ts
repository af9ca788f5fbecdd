import { CreatePlatformRegisters1795305600001 } from '../1795305600001-CreatePlatformRegisters.js';
import { CreateTenantTables1795305600002 } from '../1795305600002-CreateTenantTables.js';
import { IsolateTenants1795305600003 } from '../1795305600003-IsolateTenants.js';
import { GrantRoles1795305600004 } from '../1795305600004-GrantRoles.js';
import { CompleteChainOfTrust1795363200005 } from '../1795363200005-CompleteChainOfTrust.js';
import { SecureAccounts1795363200040 } from '../1795363200040-SecureAccounts.js';
import { AskSecondPerson1795363200041 } from '../1795363200041-AskSecondPerson.js';

/** Every migration, oldest first. The list only grows: a mistake is corrected by a new migration. */
export const MIGRATIONS = [
  CreatePlatformRegisters1795305600001,
  CreateTenantTables1795305600002,
  IsolateTenants1795305600003,
  GrantRoles1795305600004,
  CompleteChainOfTrust1795363200005,
  SecureAccounts1795363200040,
  AskSecondPerson1795363200041,
] as const;
