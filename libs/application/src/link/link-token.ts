import { asTenantId, type TenantId } from '@mandataire/domain/tenant';
import type { Hasher, Randomness } from '../clock/index.js';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 32 bytes: the tenant's 16, so that the link opens row-level security by itself, then 128 random bits. */
export function newToken(tenantId: TenantId, randomness: Randomness): string {
  const tenant = Buffer.from(tenantId.replaceAll('-', ''), 'hex');
  return Buffer.concat([tenant, randomness.bytes(16)]).toString('base64url');
}

/** The tenant a token claims and the hash to look up; undefined for anything that is not a token. */
export function readToken(
  token: string,
  hasher: Hasher,
): { tenantId: TenantId; tokenHash: string } | undefined {
  if (!TOKEN.test(token)) return undefined;
  const hex = Buffer.from(token, 'base64url').subarray(0, 16).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { tenantId: asTenantId(id), tokenHash: hasher.sha256(token) };
}
