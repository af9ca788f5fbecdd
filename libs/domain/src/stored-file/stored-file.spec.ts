import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asTenantId } from '../tenant/index.js';
import { attach, keptUntil, MEDIA_TYPES, removeContent, tidyFileName, type StoredFile } from './index.js';

const NOW = new Date('2026-11-23T10:00:00Z');
const file: StoredFile = {
  ...{ tenantId: asTenantId('t'), id: 'f', version: 1, purpose: 'IDENTITY_DOCUMENT', name: 'cni.jpg' },
  ...{ mediaType: 'image/jpeg', size: 9, sha256: 'a'.repeat(64), state: 'UPLOADED', uploadedBy: 'claire' },
  ...{ uploadedAt: NOW, objectType: null, objectId: null, attachedAt: null, removedAt: null },
};
const to = { purpose: 'IDENTITY_DOCUMENT', objectType: 'IdentityVerification', objectId: 'v' } as const;

describe('a file', () => {
  it('serves its sender once, for what it was sent for (F67)', () => {
    const by = { accountId: 'claire', now: NOW };
    const attached = attach(file, to, by);
    expect(attached).toMatchObject({ ok: true, next: { state: 'ATTACHED', objectId: 'v', attachedAt: NOW } });
    if (!attached.ok) throw new Error();
    expect(attach(attached.next, to, by)).toMatchObject({ refusal: { reason: 'FILE_ALREADY_USED' } });
    expect(attach(file, to, { ...by, accountId: 'paul' })).toMatchObject({
      refusal: { reason: 'FILE_NOT_AVAILABLE' },
    });
    expect(attach(file, { ...to, purpose: 'MANDATE_SCAN' }, by)).toMatchObject({
      refusal: { reason: 'FILE_NOT_AVAILABLE' },
    });
  });

  it('loses its content once, and by the system alone', () => {
    expect(removeContent(file, 'sweep', NOW)).toMatchObject({ next: { state: 'SWEPT', removedAt: NOW } });
    expect(removeContent(file, 'archive', NOW)).toMatchObject({ ok: false });
    expect(removeContent({ ...file, state: 'ARCHIVED' }, 'shred', NOW)).toMatchObject({ ok: false });
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../x', 'x.jpg'],
    ['C:\\Windows\\system32\\cni.JPG', 'cni.jpg'],
    ['cni.exe', 'cni.exe.jpg'],
    ['photo\u202Egpj.exe', 'photogpj.exe.jpg'],
    ['a\u0000b\r\nc.jpg', 'abc.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['con.jpg', 'document.jpg'],
    ['', 'document.jpg'],
    ['..', 'document.jpg'],
    ['Pièce d’identité.jpeg', 'Pièce d’identité.jpeg'],
  ])('%j is kept as %j', (sent, kept) => {
    expect(tidyFileName(sent, 'image/jpeg')).toBe(kept);
  });

  it('has at most 255 bytes and whole characters', () => {
    const kept = tidyFileName(`${'é😀'.repeat(200)}.pdf`, 'application/pdf');
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(255);
    expect(Buffer.from(kept).toString()).toBe(kept);
    expect(kept).toMatch(/\.pdf$/);
  });

  it('is safe whatever is sent, and tidied again stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...MEDIA_TYPES), (sent, type) => {
        const kept = tidyFileName(sent, type);
        expect(kept).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(255);
        expect(tidyFileName(kept, type)).toBe(kept);
      }),
    );
  });
});

describe('retention (D7, F66)', () => {
  it('is ten years for *** and seven below, from the end of the certificate', () => {
    const end = new Date('2029-11-22T22:59:59Z');
    expect(keptUntil('THREE_STARS', end)).toBe('2039-11-22');
    for (const level of ['NONE', 'ONE_STAR', 'TWO_STARS'] as const)
      expect(keptUntil(level, end)).toBe('2036-11-22');
  });
});
