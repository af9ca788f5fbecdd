import { createECDH, generateKeyPairSync } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { zipSync, strToU8 } from 'fflate';
import sharp from 'sharp';
import type { FilePurpose } from '@mandataire/domain/stored-file';
import { ContentInspector } from './content-inspector.js';
import { blackPng } from './png.builder.js';

const inspector = new ContentInspector({ mostBytes: 5_000_000, mostPixels: 50_000_000 });

async function verdict(content: Uint8Array | string, purpose: FilePurpose = 'IDENTITY_DOCUMENT') {
  const decided = await inspector.inspect(purpose, Buffer.from(content as never));
  if (decided.ok) return decided.next.mediaType;
  return decided.refusal.kind === 'RULE' ? decided.refusal.reason : decided.refusal.kind;
}

const pdf = (objects = '', end = '%%EOF\n') =>
  `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n${objects}trailer << /Root 1 0 R >>\nstartxref\n9\n${end}`;
const packed = (text: string, dictionary = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode') => {
  const body = deflateSync(Buffer.from(text)).toString('latin1');
  return `9 0 obj\n<< ${dictionary} /Length ${body.length} >>\nstream\n${body}\nendstream\nendobj\n`;
};
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const picture = (format: 'jpeg' | 'png' | 'webp', width = 40, height = 20) =>
  sharp({ create: { width, height, channels: 3, background: '#369' } })
    .toFormat(format)
    .toBuffer();

describe('documents', () => {
  it('are PDF, JPEG, PNG and WebP by their content', async () => {
    expect(await verdict(pdf())).toBe('application/pdf');
    for (const format of ['jpeg', 'png', 'webp'] as const)
      expect(await verdict(await picture(format))).toBe(`image/${format}`);
  });

  it.each([
    ['an SVG called .jpg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a list', 'Nom;Prénom\nMartin;Claire\n'],
    ['a program', Buffer.from('7f454c4602010100000000000000000002003e00', 'hex')],
    ['an archive', zipSync({ 'a.txt': strToU8('hello') })],
    ['a GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
  ])('refuse %s', async (_, content) => {
    expect(await verdict(content)).toBe('FILE_TYPE_REFUSED');
  });

  it('refuse nothing at all', async () => {
    expect(await verdict('')).toBe('FILE_EMPTY');
  });
});

describe('images', () => {
  it('are made anew: turned as they were taken, without what the camera wrote, nor what hangs behind', async () => {
    const taken = await sharp(await picture('jpeg'))
      .withExif({ IFD0: { Model: 'Secret camera' }, IFD3: { GPSLatitude: '48/1 51/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(taken.includes('Exif')).toBe(true);
    const decided = await inspector.inspect(
      'IDENTITY_DOCUMENT',
      Buffer.concat([taken, Buffer.from('PK\u0003\u0004 hidden <?php')]),
    );
    if (!decided.ok) throw new Error(JSON.stringify(decided));
    const kept = Buffer.from(decided.next.content);
    expect(kept.includes('Exif') || kept.includes('hidden') || kept.includes('Secret')).toBe(false);
    expect(await sharp(kept).metadata()).toMatchObject({ width: 20, height: 40 });
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
  });

  it('refuse 20 000 × 20 000 pixels by their header, before memory is taken', async () => {
    const huge = blackPng(20_000, 20_000);
    const before = process.memoryUsage().rss;
    expect(await verdict(huge)).toBe('IMAGE_TOO_LARGE');
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it('refuse what is cut off', async () => {
    const whole = await picture('png', 400, 400);
    expect(await verdict(whole.subarray(0, whole.length / 2))).toBe('IMAGE_UNREADABLE');
  });
});

describe('PDF', () => {
  it.each([
    ['a script', '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'],
    ['a script written otherwise', '/OpenAction << /S /J#61va#53cript /#4a#53 (x) >>'],
    ['a program to start', '/A << /S /Launch /F (cmd.exe) >>'],
    ['a file inside', '/Names << /EmbeddedFiles 5 0 R >>'],
    ['a form that runs', '/AcroForm << /XFA 5 0 R >>'],
    ['a form that sends', '/AA << /O << /S /SubmitForm >> >>'],
  ])('refuses %s', async (_, entry) => {
    expect(await verdict(pdf(`5 0 obj\n<< ${entry} >>\nendobj\n`))).toBe('PDF_ACTIVE_CONTENT');
    expect(await verdict(latin1(pdf(packed(`5 0 << ${entry} >>`))))).toBe('PDF_ACTIVE_CONTENT');
  });

  it('takes compressed objects and pages that do nothing', async () => {
    expect(await verdict(latin1(pdf(packed('5 0 << /Type /Font /JSubrs 3 >>'))))).toBe('application/pdf');
    expect(await verdict(latin1(pdf(packed('BT (/JavaScript) Tj ET', '/Filter /FlateDecode'))))).toBe(
      'application/pdf',
    );
  });

  it('refuses a password', async () => {
    expect(await verdict(pdf('5 0 obj\n<< /Encrypt 6 0 R >>\nendobj\n'))).toBe('PDF_ENCRYPTED');
  });

  it.each([
    ['something before it', `GIF89a\n${pdf()}`],
    ['something behind it', `${pdf()}MZ\u0090 program`],
    ['an archive behind it', `${pdf()}PK\u0003\u0004aaaa`],
    [
      'an archive inside it',
      pdf('5 0 obj << >>\nstream\nPK\u0003\u0004 x PK\u0005\u0006 y\nendstream\nendobj\n'),
    ],
    ['another document inside it', pdf('5 0 obj << >>\nstream\n%PDF-1.4\nendstream\nendobj\n')],
    ['a page in its first line', `%PDF-1.7 <script>alert(1)</script>\n${pdf().slice(9)}`],
  ])('refuses %s', async (_, text) => {
    expect(['FILE_POLYGLOT', 'PDF_UNREADABLE']).toContain(await verdict(latin1(text)));
  });

  it.each([
    [
      'objects hidden in what looks like a stream',
      '(>> stream\n)\n7 0 obj\n<< /S /JavaScript >>\nendobj\n(endstream)',
    ],
    ['a stream without end', '5 0 obj\n<< /Length 3 >>\nstream\nabc'],
    [
      'objects packed in an unusual way',
      packed('5 0 << >>', '/Type /ObjStm /Filter [/ASCII85Decode /FlateDecode]'),
    ],
    [
      'objects that cannot be unpacked',
      '9 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nnonsense\nendstream\nendobj\n',
    ],
    ['objects that unpack to gigabytes', packed('a'.repeat(40_000_000))],
  ])('refuses %s', async (_, objects) => {
    expect(await verdict(latin1(pdf(objects)))).toBe('PDF_UNREADABLE');
  });
});

describe('private keys (I-11)', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const encrypted = { cipher: 'aes-256-cbc', passphrase: 'secret' } as const;
  const der = (type: 'pkcs1' | 'pkcs8' | 'sec1') =>
    type === 'sec1' ? ec.export({ type, format: 'der' }) : rsa.export({ type, format: 'der' } as never);
  const oid = (hex: string) =>
    Buffer.from(`06${(hex.length / 2).toString(16).padStart(2, '0')}${hex}`, 'hex');
  const wrap = (tag: number, ...parts: Uint8Array[]) => {
    const content = Buffer.concat(parts);
    return Buffer.concat([Buffer.of(tag, 0x82, content.length >> 8, content.length & 0xff), content]);
  };
  const p12 = wrap(
    0x30,
    Buffer.of(2, 1, 3),
    wrap(0x30, oid('2a864886f70d010701'), wrap(0xa0, wrap(4, Buffer.alloc(300)))),
  );

  it.each([
    ['PKCS#8 PEM', rsa.export({ type: 'pkcs8', format: 'pem' })],
    ['PKCS#8 PEM under a password', rsa.export({ type: 'pkcs8', format: 'pem', ...encrypted })],
    ['PKCS#1 PEM', rsa.export({ type: 'pkcs1', format: 'pem' })],
    ['SEC1 PEM', ec.export({ type: 'sec1', format: 'pem' })],
    ['PKCS#8 DER', der('pkcs8')],
    ['PKCS#8 DER under a password', rsa.export({ type: 'pkcs8', format: 'der', ...encrypted })],
    ['PKCS#1 DER', der('pkcs1')],
    ['SEC1 DER', der('sec1')],
    ['PKCS#8 of an elliptic key', ec.export({ type: 'pkcs8', format: 'der' })],
    ['PKCS#12', p12],
    ['PKCS#12 of indefinite length', Buffer.concat([Buffer.from('3080', 'hex'), p12.subarray(4)])],
    ['base64 alone', der('pkcs8').toString('base64')],
    ['OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n'],
    ['OpenPGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n'],
    ['PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519\n'],
    ['a Java keystore', Buffer.from('feedfeed0000000200000001', 'hex')],
    ['a JSON Web Key', JSON.stringify(ec.export({ format: 'jwk' }))],
    ['UTF-16', Buffer.from(`\ufeff-----BEGIN PRIVATE KEY-----`, 'utf16le')],
    ['a list that has one in a cell', 'Nom;Clé\nMartin;"-----BEGIN RSA PRIVATE KEY-----"\n'],
  ])('are refused as %s, by content', async (_, content) => {
    expect(await verdict(content as never, 'STAFF_LIST')).toBe('PRIVATE_KEY_REFUSED');
    expect(await verdict(content as never)).toBe('PRIVATE_KEY_REFUSED');
  });

  it('are not public keys and certificates', async () => {
    const open = createECDH('prime256v1').generateKeys();
    expect(await verdict(open)).toBe('FILE_TYPE_REFUSED');
    const spki = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
    expect(await verdict(spki)).toBe('FILE_TYPE_REFUSED');
  });
});

describe('lists', () => {
  it.each([
    ['UTF-8', Buffer.from('Nom;Prénom\nLefèvre;Hélène\n')],
    ['UTF-8 with its mark', Buffer.from('\ufeffNom;Prénom\n')],
    ['one octet per letter', Buffer.from('Nom;Pr\u00e9nom\n', 'latin1')],
    ['UTF-16', Buffer.from('\ufeffNom;Prénom\n', 'utf16le')],
    ['letters that some format begins with', Buffer.from('BMW;MZ;II*\n1;2;3\n')],
  ])('are text in %s', async (_, content) => {
    expect(await verdict(content, 'STAFF_LIST')).toBe('text/csv');
  });

  it('are workbooks by their content', async () => {
    const workbook = zipSync({
      '[Content_Types].xml': strToU8(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
      ),
      'xl/workbook.xml': strToU8('<workbook/>'),
    });
    expect(await verdict(workbook, 'STAFF_LIST')).toMatch(/spreadsheetml/);
  });

  it('are neither pages nor pictures', async () => {
    for (const content of ['\ufeff  <svg/>', '<?xml version="1.0"?><a/>', await picture('png'), 'a\u0000b'])
      expect(await verdict(content, 'STAFF_LIST')).toBe('FILE_TYPE_REFUSED');
  });
});
