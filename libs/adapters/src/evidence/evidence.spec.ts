import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  canonicalJson,
  EVIDENCE_FORMAT,
  writePackage,
  type EvidenceAct,
  type MandateContent,
  type MandateEvidence,
} from '@mandataire/application/evidence';
import { CURRENT_MANDATE_TEXT } from '@mandataire/domain/mandate';
import { pem } from '@mandataire/pki';
import { EmbeddedCertificateAuthority } from '../certificate-authority/index.js';
import { FakeAuthorityRegister } from '../certificate-authority/authority-register.fake.js';
import { SealedKeyStore } from '../key-store/index.js';
import { mandatePrinter, RegisterSeal, verifyEvidence } from './index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'mandataire-evidence-'));
const file = (name: string, content: Uint8Array | string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const keys = (name: string) =>
  new SealedKeyStore({ folder: path.join(folder, name), secret: 's'.repeat(40) });

const content: MandateContent = {
  company: { siren: '732829320', name: 'Scierie Œuvrée & Fils', city: 'Épinal' },
  representative: { name: 'Paul Dupré-Lefèvre', email: 'paul@scierie.example' },
  agent: { name: 'Nadia Œstreich', email: 'nadia@scierie.example' },
  acts: ['VERIFY', 'ORDER'],
  productCodes: ['INITIO'],
  startsOn: '2026-11-23',
  endsOn: '2028-11-22',
  text: CURRENT_MANDATE_TEXT,
};
const contentHash = sha256(canonicalJson(content));
const act = (kind: EvidenceAct['kind'], change: Partial<EvidenceAct> = {}): EvidenceAct => ({
  ...{ id: `0199-${kind}`, kind, contentHash, proof: null, at: '2026-11-23T09:00:00.000Z' },
  ...{ email: 'nadia@scierie.example', typedName: 'nadia oestreich', strength: 'MAILED_LINK_AND_CODE' },
  ...change,
});
const evidenceOf = (change: Partial<MandateEvidence> = {}): MandateEvidence => ({
  ...{ format: EVIDENCE_FORMAT, stage: 'SUBMITTED', mandateId: '0199-mandat', content, contentHash },
  builtAt: new Date().toISOString(),
  acts: [
    act('REPRESENTATIVE_SIGNATURE', {
      ...{ email: 'paul@scierie.example', typedName: 'Paul Dupré-Lefèvre', strength: 'SMS_CODE' },
      proof: {
        ...{ means: 'SMS', phone: '+33 6 •• •• •• 78', phoneGivenBy: 'SIGNER' },
        requestedAt: '2026-11-23T08:58:00.000Z',
      },
    }),
    act('AGENT_ACCEPTANCE'),
    act('AGENT_COMMITMENTS'),
  ],
  decision: null,
  ...change,
});

let seal: RegisterSeal;
let anchors: readonly Uint8Array[];
let json: Buffer;
let pdf: Buffer;

const sealed = async (evidence: MandateEvidence): Promise<Buffer> => {
  const text = canonicalJson(evidence);
  const cms = await seal.seal(Buffer.from(text, 'utf8'), new Date(evidence.builtAt));
  return Buffer.from(writePackage({ evidence: text, seal: cms, timeStamp: null }), 'utf8');
};

beforeAll(async () => {
  const register = new FakeAuthorityRegister();
  const authority = new EmbeddedCertificateAuthority({
    ...{
      register,
      rootKeys: keys('root'),
      caKeys: keys('ca'),
      ocspKeys: keys('ocsp'),
      sealKeys: keys('seal'),
    },
    pkiBaseUrl: 'http://pki.exemple.fr',
  });
  await authority.initialise(new Date());
  const known = await register.authorityCertificates();
  anchors = known.filter(({ kind }) => kind === 'ROOT').map(({ der }) => der);
  seal = new RegisterSeal(register, keys('seal'));
  const evidence = evidenceOf();
  json = await sealed(evidence);
  const printed = { evidence, attachment: json.toString('utf8'), stampedAt: null };
  pdf = Buffer.from(await seal.sealPdf(await mandatePrinter.print(printed), new Date(evidence.builtAt)));
  file('root.pem', anchors.map((der) => pem('CERTIFICATE', der)).join(''));
});

const verdict = (octets: Uint8Array, trusted = anchors) => verifyEvidence(octets, { anchors: trusted });

describe('a sealed mandate', () => {
  it('is valid below the authority that is given, and only intact without one', () => {
    for (const octets of [json, pdf]) {
      const report = verdict(octets);
      expect(report.findings.filter(({ ok }) => !ok)).toEqual([]);
      expect(report.verdict).toBe('VALID');
      expect(verdict(octets, []).verdict).toBe('INTACT');
    }
  });

  it('is refused below another authority', () => {
    expect(verdict(json, [Buffer.from('30')]).verdict).toBe('INVALID');
  });

  it('is accepted by openssl cms -verify, and with one changed byte refused', () => {
    const found = verdict(json).package;
    const verify = (evidence: string) =>
      spawnSync('openssl', [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', file('seal.p7s', found?.seal ?? '')],
        ...['-content', file('evidence.json', evidence), '-CAfile', path.join(folder, 'root.pem'), '-cades'],
      ]).status;
    const text = found?.evidence ?? '';
    expect(verify(text)).toBe(0);
    for (const at of [0, 40, Math.floor(text.length / 2), text.length - 2])
      expect(verify(`${text.slice(0, at)}~${text.slice(at + 1)}`)).not.toBe(0);
  });

  it('is accepted by pdfsig, and with one changed byte refused', () => {
    const says = (octets: Uint8Array) =>
      execFileSync('pdfsig', ['-nocert', file('sealed.pdf', octets)]).toString();
    expect(says(pdf)).toContain('Signature is Valid');
    expect(says(pdf)).toContain('ETSI.CAdES.detached');
    expect(says(pdf)).toContain('Total document signed');
    const place = pdf.indexOf('/Contents <');
    for (const at of [900, Math.floor(place / 3), Math.floor(place / 2), place - 200]) {
      const changed = Buffer.from(pdf);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const result = spawnSync('pdfsig', ['-nocert', file('changed.pdf', changed)]);
      expect(result.stdout.toString()).not.toContain('Signature is Valid');
    }
  });

  it('has headings and paragraphs, a title and its language', () => {
    const at = file('sealed.pdf', pdf);
    const structure = execFileSync('pdfinfo', ['-struct-text', at]).toString();
    expect(structure).toMatch(/H1 \(block\)\s+"Mandat de certification – Scierie Œuvrée & Fils"/);
    expect(structure).toMatch(/H2 \(block\)\s+"Texte du mandat"\s+P \(block\)\s+"Je soussigné/);
    expect(structure).toContain('code reçu par SMS');
    expect(structure).not.toMatch(/qualifi/i);
    expect(execFileSync('pdfinfo', [at]).toString()).toMatch(
      /Title: +Mandat de certification[\s\S]*Tagged: +yes/,
    );
    expect(readFileSync(at, 'latin1')).toContain('/Lang (fr-FR)');
    expect(execFileSync('pdffonts', [at]).toString()).toMatch(/LiberationSans .*yes yes yes/);
  });

  it('is refused with any one byte changed, wherever it is', () => {
    for (const octets of [json, pdf]) {
      const step = octets === json ? 251 : 1_009;
      for (let at = 0; at < octets.length; at += step) {
        const bit = at % 2 === 0 ? 0x01 : 0x20;
        const changed = Buffer.from(octets);
        changed[at] = (changed[at] ?? 0) ^ bit;
        expect([at, bit, verdict(changed).verdict]).toEqual([at, bit, 'INVALID']);
      }
    }
  });

  it('is refused with something added after the end, or something taken away', () => {
    for (const octets of [json, pdf]) {
      expect(verdict(Buffer.concat([octets, Buffer.from('\n')])).verdict).toBe('INVALID');
      expect(verdict(octets.subarray(0, -1)).verdict).toBe('INVALID');
    }
  });

  it.each<[string, Partial<MandateEvidence>, RegExp]>([
    [
      'an act on another text',
      { acts: [act('REPRESENTATIVE_SIGNATURE', { contentHash: '0'.repeat(64) })] },
      /autre texte/,
    ],
    [
      'no signature of the representative',
      { acts: [act('AGENT_ACCEPTANCE')] },
      /signature du représentant légal manque/,
    ],
    [
      'an act of somebody else',
      { acts: [act('AGENT_ACCEPTANCE', { typedName: 'Une Autre' })] },
      /autre personne/,
    ],
    ['a hash that is not that of the text', { contentHash: '1'.repeat(64) }, /empreinte n’est pas celle/],
    [
      'a certificate’s signature that is missing',
      { acts: [act('AGENT_ACCEPTANCE', { strength: 'CMS' })] },
      /signature CMS manque/,
    ],
    [
      'no decision where it says that there is one',
      { stage: 'DECIDED', decision: 'APPROVED' },
      /décision du bureau d’enregistrement manque/,
    ],
  ])('that has %s is refused, though its seal is true', async (_, change, text) => {
    const report = verdict(await sealed(evidenceOf(change)));
    expect(report.verdict).toBe('INVALID');
    expect(
      report.findings
        .filter(({ ok }) => !ok)
        .map((each) => each.text)
        .join(),
    ).toMatch(text);
  });
});
