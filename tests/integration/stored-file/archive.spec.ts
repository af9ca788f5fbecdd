import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AesArchiveVault, AesFileVault } from '@mandataire/adapters/file-vault';
import { Sha256Hasher } from '@mandataire/adapters/clock';
import { ArchiveRegistration, ShredCompany } from '@mandataire/application/registration-archive';
import { RotateFileKeys } from '@mandataire/application/stored-file';
import type { OutboxEvent } from '@mandataire/application/journal';
import type { FilePurpose, FileObject } from '@mandataire/domain/stored-file';
import { createArchivePersistence } from '@mandataire/persistence';
import { NOW, World, type TestCompany } from '../persistence/world.builder.js';

const FILES = 'a files secret of these tests, long enough';
const ARCHIVE = 'an archive secret of these tests, long enough';
const hasher = new Sha256Hasher();

let world: World;
let company: TestCompany;
const opened: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  world = await World.open();
  company = await world.company('Archives SARL');
}, 60_000);
afterAll(async () => {
  for (const each of opened) await each.close();
  await world.close();
});

function tools(files = AesFileVault.of(FILES), archiveVault = AesArchiveVault.of(ARCHIVE)) {
  const archives = createArchivePersistence({ archiveUrl: world.database.urls.archive, vault: archiveVault });
  opened.push(archives);
  const { archive } = archives;
  const { unitOfWork, catalogue, fileKeys: keys } = world.worker;
  return {
    archive,
    vault: files,
    keys,
    registration: new ArchiveRegistration({ unitOfWork, catalogue, archive, vault: files, hasher }),
    shred: new ShredCompany({ unitOfWork, archive, vault: files }),
    rotate: new RotateFileKeys({
      keys,
      vault: files,
      archive,
      clock: world.clock,
      randomness: world.randomness,
    }),
  };
}

/** A file of this company that belongs to an object, as the API keeps it. */
async function file(
  of: TestCompany,
  purpose: FilePurpose,
  objectType: FileObject,
  objectId: string,
): Promise<{ id: string; text: string }> {
  const vault = AesFileVault.of(FILES);
  const id = world.randomness.id();
  const text = `the content of ${id}`;
  await world.in(of, async (tx) => {
    const { tenantId } = of;
    const keyId = world.randomness.id();
    const key =
      (await tx.storedFiles.currentKey()) ??
      (await tx.storedFiles.addFirstKey({
        ...{ tenantId, id: keyId, number: 1, madeAt: tx.now },
        ...vault.makeCompanyKey(tenantId, keyId),
      }));
    if (!key) throw new Error('destroyed');
    const row = {
      ...{ tenantId, id, version: 1, purpose, name: 'cni.pdf', mediaType: 'application/pdf' as const },
      ...{
        size: text.length,
        sha256: hasher.sha256(text),
        state: 'UPLOADED' as const,
        uploadedBy: of.agentId,
      },
      ...{ uploadedAt: tx.now, objectType: null, objectId: null, attachedAt: null, removedAt: null },
    };
    await tx.storedFiles.insert(row, vault.seal(key, row, Buffer.from(text)));
    await tx.storedFiles.save({ ...row, state: 'ATTACHED', objectType, objectId, attachedAt: tx.now });
  });
  return { id, text };
}

const read = (of: TestCompany, id: string, vault = AesFileVault.of(FILES)) =>
  world.in(of, async (tx) => {
    const found = await tx.storedFiles.find(id);
    const sealed = await tx.storedFiles.content(id);
    const key = sealed && (await tx.storedFiles.key(sealed.companyKeyId));
    return found && sealed && key ? Buffer.from(vault.open(key, found, sealed)).toString() : undefined;
  });

const event = (of: TestCompany, name: OutboxEvent['name'], objectId: string): OutboxEvent => ({
  ...{ id: world.randomness.id(), name, version: 1, tenantId: of.tenantId, objectId },
  ...{ occurredAt: NOW.toISOString(), correlationId: 'test' },
});

/** An order that rests on its holder's verification. */
async function orderOf(of: TestCompany) {
  const holderId = await world.holder(of);
  const verification = await world.in(of, (tx) => tx.verifications.latestVerified(holderId, 1, 'ONE_STAR'));
  const verificationId = verification?.id ?? '';
  const certificate = await world.certificate(of, holderId);
  await world.owner.query('BEGIN');
  await world.owner.query(`SELECT set_config('app.tenant_id', $1, true)`, [of.tenantId]);
  await world.owner.query('UPDATE certificate_order SET verification_id = $1 WHERE id = $2', [
    verificationId,
    certificate.orderId,
  ]);
  await world.owner.query('COMMIT');
  return { verificationId, orderId: certificate.orderId };
}

const stateOf = (of: TestCompany, id: string) =>
  world.in(of, async (tx) => (await tx.storedFiles.find(id))?.state);

describe('what the office acknowledges (D9, L4)', () => {
  it('moves to the archive once, leaves type and hash, and is dated by D7', async () => {
    const { registration, archive } = tools();
    const { verificationId, orderId } = await orderOf(company);
    const { id, text } = await file(company, 'IDENTITY_DOCUMENT', 'IdentityVerification', verificationId);
    const approved = event(company, 'order.approved', orderId);
    await registration.execute(approved);
    await registration.execute(approved);
    expect(await read(company, id)).toBeUndefined();
    expect(await world.in(company, (tx) => tx.storedFiles.find(id))).toMatchObject({
      ...{ state: 'ARCHIVED', sha256: hasher.sha256(text), mediaType: 'application/pdf', removedAt: NOW },
    });
    const kept = await archive.open(company.tenantId, id);
    expect(Buffer.from(kept?.content ?? []).toString()).toBe(text);
    // INITIO: three years from today, then seven.
    expect(kept?.document.keepUntil).toBe('2036-11-22');
    await archive.date(company.tenantId, verificationId, '2030-01-01', NOW);
    expect((await archive.open(company.tenantId, id))?.document.keepUntil).toBe('2036-11-22');
    const lines = await world.as('owner', async (client) => {
      await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [company.tenantId]);
      return client.query(`SELECT 1 FROM journal_entry WHERE object_id = $1 AND name = 'file.archived'`, [
        id,
      ]);
    });
    expect(lines.rowCount).toBe(1);
  });

  it('goes on after a kill -9 between the archive and the company, and keeps no copy twice', async () => {
    const { registration, archive } = tools();
    const { verificationId, orderId } = await orderOf(company);
    const { id, text } = await file(company, 'IDENTITY_DOCUMENT', 'IdentityVerification', verificationId);
    const script = path.join(import.meta.dirname, 'archive-and-die.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...{ PATH: process.env.PATH, WORKER_DATABASE_URL: world.database.urls.worker },
        ...{
          ARCHIVE_DATABASE_URL: world.database.urls.archive,
          FILES_SECRET: FILES,
          ARCHIVE_SECRET: ARCHIVE,
        },
        EVENT: JSON.stringify(event(company, 'order.approved', orderId)),
      },
    });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    // Kept there, not yet taken away here: nothing is lost.
    expect(await stateOf(company, id)).toBe('ATTACHED');
    expect(await read(company, id)).toBe(text);
    expect((await archive.open(company.tenantId, id))?.document.sha256).toBe(hasher.sha256(text));
    await registration.execute(event(company, 'order.approved', orderId));
    expect(await stateOf(company, id)).toBe('ARCHIVED');
    expect(Buffer.from((await archive.open(company.tenantId, id))?.content ?? []).toString()).toBe(text);
  }, 60_000);

  it('is nothing that the companies’ roles may enter, nor is the rest the archive’s', async () => {
    for (const role of ['app', 'worker', 'status'] as const)
      await expect(
        world.as(role, (client) => client.query('SELECT * FROM archive.document')),
      ).rejects.toThrow(/permission denied for schema archive/);
    for (const table of ['stored_file', 'company_file_key', 'holder', 'account'])
      await expect(
        world.as('archive', (client) => client.query(`SELECT * FROM public.${table}`)),
      ).rejects.toThrow(/permission denied/);
    for (const act of ['DELETE FROM archive.document', `UPDATE archive.document SET sha256 = ''`])
      await expect(world.as('archive', (client) => client.query(act))).rejects.toThrow(/permission denied/);
  });
});

describe('keys', () => {
  it('of the platform change without a file being read, and the secret of before opens nothing more', async () => {
    const own = await world.company('Rotation SARL');
    const { verificationId, orderId } = await orderOf(own);
    const first = await file(own, 'IDENTITY_DOCUMENT', 'IdentityVerification', verificationId);
    await tools().registration.execute(event(own, 'order.approved', orderId));
    const second = await file(own, 'COMPANY_PROOF', 'Company', own.tenantId);
    const [files, archive] = ['another files secret, long enough', 'another archive secret, long enough'];
    const during = tools(AesFileVault.of(files, FILES), AesArchiveVault.of(archive, ARCHIVE));
    expect((await during.rotate.toRewrap()).companies.map(({ tenantId }) => tenantId)).toContain(
      own.tenantId,
    );
    await during.rotate.rewrapAll();
    expect(await during.rotate.toRewrap()).toEqual({ companies: [], archived: 0 });

    const after = tools(AesFileVault.of(files), AesArchiveVault.of(archive));
    expect(await read(own, second.id, AesFileVault.of(files))).toBe(second.text);
    const kept = await after.archive.open(own.tenantId, first.id);
    expect(Buffer.from(kept?.content ?? []).toString()).toBe(first.text);
    await expect(read(own, second.id)).rejects.toThrow(/no secret of the settings/);
    await expect(tools().archive.open(own.tenantId, first.id)).rejects.toThrow(/no secret of the settings/);
    // Back, for the tests beside this one.
    await tools(AesFileVault.of(FILES, files), AesArchiveVault.of(ARCHIVE, archive)).rotate.rewrapAll();
  });

  it('of a company change, also after the change was cut off, and the one of before is destroyed', async () => {
    const own = await world.company('Renouveau SARL');
    const kept = [];
    for (let n = 0; n < 3; n += 1) kept.push(await file(own, 'COMPANY_PROOF', 'Company', own.tenantId));
    const { rotate, keys, vault } = tools();
    const ofOwn = async () => (await keys.keys()).filter(({ tenantId }) => tenantId === own.tenantId);
    const [before] = await ofOwn();
    if (!before) throw new Error();
    // Cut off: the new key is there, one file has moved.
    const id = world.randomness.id();
    const next = { ...before, id, number: 2, ...vault.makeCompanyKey(own.tenantId, id) };
    await keys.add(next);
    const [one] = await keys.sealedUnder(before, 1);
    if (!one) throw new Error();
    await keys.move(one, before, next, vault.rewrapFile(before, next, one, one.wrappedKey));
    expect(await rotate.renew(own.tenantId)).toBe(2);
    expect((await ofOwn()).map(({ number, wrappedKey }) => [number, wrappedKey !== null])).toEqual([
      [1, false],
      [2, true],
    ]);
    for (const each of kept) expect(await read(own, each.id)).toBe(each.text);
  });

  it('destroyed make a company’s files unreadable for ever; archive and evidence stay readable (D9, I-26)', async () => {
    const own = await world.company('Départ SARL');
    const { verificationId, orderId } = await orderOf(own);
    const acknowledged = await file(own, 'IDENTITY_DOCUMENT', 'IdentityVerification', verificationId);
    const { registration, shred, archive, keys, vault } = tools();
    await registration.execute(event(own, 'order.approved', orderId));
    const pending = await file(
      own,
      'IDENTITY_DOCUMENT',
      'IdentityVerification',
      (await orderOf(own)).verificationId,
    );
    const scan = await file(own, 'MANDATE_SCAN', 'Mandate', world.randomness.id());
    const [key] = (await keys.keys()).filter(({ tenantId }) => tenantId === own.tenantId);
    const sealed = await world.in(own, (tx) => tx.storedFiles.content(pending.id));
    expect(await shred.plan(own.tenantId)).toEqual({ archived: 1, destroyed: 1 });
    await shred.execute(own.tenantId);
    await shred.execute(own.tenantId);

    expect(await stateOf(own, pending.id)).toBe('SHREDDED');
    expect(await read(own, pending.id)).toBeUndefined();
    // Even somebody who kept a copy of the ciphertext has no key for it any more.
    const [destroyed] = (await keys.keys()).filter(({ tenantId }) => tenantId === own.tenantId);
    expect(destroyed).toMatchObject({ id: key?.id, wrappedKey: null });
    const row = await world.in(own, (tx) => tx.storedFiles.find(pending.id));
    if (!destroyed || !row || !sealed) throw new Error();
    expect(() => vault.open(destroyed, row, sealed)).toThrow(/was destroyed/);
    for (const { id, text } of [acknowledged, scan]) {
      expect(Buffer.from((await archive.open(own.tenantId, id))?.content ?? []).toString()).toBe(text);
    }
    await expect(file(own, 'COMPANY_PROOF', 'Company', own.tenantId)).rejects.toThrow(/destroyed/);
  });

  it('that are destroyed while somebody seals under them refuse what he seals', async () => {
    const own = await world.company('Course SARL');
    const first = await file(own, 'COMPANY_PROOF', 'Company', own.tenantId);
    const vault = AesFileVault.of(FILES);
    const late = world.in(own, async (tx) => {
      const key = await tx.storedFiles.currentKey();
      const row = await tx.storedFiles.find(first.id);
      if (!key || !row) throw new Error();
      await tools().keys.retire(key, NOW);
      const { shred } = tools();
      await shred.execute(own.tenantId);
      const id = world.randomness.id();
      const own2 = { ...row, id, version: 1, state: 'UPLOADED' as const };
      await tx.storedFiles.insert(
        { ...own2, objectType: null, objectId: null, attachedAt: null },
        vault.seal(key, own2, Buffer.from('late')),
      );
    });
    await expect(late).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('ciphertext', () => {
  it('opens nowhere but where it was sealed: company, file, purpose', async () => {
    const vault = AesFileVault.of(FILES);
    const [tenantId, other] = [company.tenantId, (await world.company('Autre SARL')).tenantId];
    const key = { tenantId, id: 'k', number: 1, madeAt: NOW, ...vault.makeCompanyKey(tenantId, 'k') };
    const of = { tenantId, id: 'f', purpose: 'MANDATE_SCAN' } as const;
    const sealed = vault.seal(key, of, Buffer.from('secret'));
    expect(Buffer.from(vault.open(key, of, sealed)).toString()).toBe('secret');
    expect(Buffer.from(sealed.sealed).includes('secret')).toBe(false);
    for (const moved of [
      { ...of, id: 'g' },
      { ...of, tenantId: other },
      { ...of, purpose: 'COMPANY_PROOF' } as const,
    ])
      expect(() => vault.open(key, moved, sealed)).toThrow(/cannot be opened/);
    expect(() => vault.open({ ...key, tenantId: other }, of, sealed)).toThrow(/cannot be opened/);
    const changed = Uint8Array.from(sealed.sealed, (octet, place) => (place === 30 ? octet ^ 1 : octet));
    expect(() => vault.open(key, of, { ...sealed, sealed: changed })).toThrow(/cannot be opened/);
  });
});
