import { isGraphqlError } from '../../graphql/graphql-error.js';
import { readRetrieval, submitRequest } from '../../graphql/link-acts.js';
import type { IssuedCertificate, OpenRetrieval } from '../../graphql/schema-public.js';
import {
  assemblePkcs12,
  certifiesKey,
  makeCertificateRequest,
  makeKeyPair,
  pkcs12FileName,
  type KeyAlgorithm,
} from '../../holder-key/index.js';
import { saveFile } from '../../ui/save-file.js';
import { keepKey, keptKey, wipeKey, type KeptKey } from './key-safe.js';

export const MAKING_PHASES = ['key', 'keep', 'request', 'file', 'save'] as const;
export type MakingPhase = (typeof MAKING_PHASES)[number];

export interface HolderFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Making {
  readonly token: string;
  readonly retrieval: OpenRetrieval;
  readonly algorithm: KeyAlgorithm;
  readonly password: string;
}

const POLL_MS = 1500;
const POLLS = 20;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function keyOf(making: Making, report: (phase: MakingPhase) => void): Promise<KeptKey> {
  const { token, algorithm, retrieval } = making;
  const before = await keptKey(token);
  if (before) return before;
  const pair = await makeKeyPair(algorithm);
  const request = await makeCertificateRequest(pair, retrieval.certifiedData.commonName);
  report('keep');
  // Kept before anything is sent: an answer lost on the way must not cost the holder his certificate.
  await keepKey(token, pair, { algorithm, request });
  const kept = await keptKey(token);
  if (!kept) throw new Error('the key was not kept');
  return kept;
}

/** The certificate that the server made for this key although its answer never came. */
async function certificateAlreadyMade(token: string, key: KeptKey): Promise<IssuedCertificate | undefined> {
  for (let i = 0; i < POLLS; i += 1) {
    const { state, certificate } = await readRetrieval(token);
    if (certificate && certifiesKey(certificate.pem, key.publicKey)) return certificate;
    if (state !== 'BEING_SIGNED') return undefined;
    await pause(POLL_MS);
  }
  return undefined;
}

const isKeyRefused = (error: unknown): boolean =>
  isGraphqlError(error) && /^(CSR_|KEY_)/.test(error.reason ?? '');

async function certify(token: string, key: KeptKey): Promise<IssuedCertificate> {
  try {
    return await submitRequest(token, key.request);
  } catch (error) {
    // A refused key is of no use: the next try makes another.
    if (isKeyRefused(error)) await wipeKey(token);
    const made = await certificateAlreadyMade(token, key).catch(() => undefined);
    if (!made) throw error;
    return made;
  }
}

/** The holder's file of a certificate whose key this browser keeps. */
export async function holderFile(
  retrieval: OpenRetrieval,
  certificate: IssuedCertificate,
  key: KeptKey,
  password: string,
): Promise<HolderFile> {
  const bytes = await assemblePkcs12({
    privateKey: key.privateKey,
    certificatePem: certificate.pem,
    chainPem: certificate.chain,
    password,
    friendlyName: `${retrieval.certifiedData.commonName} (${retrieval.productName})`,
  });
  return { name: pkcs12FileName(retrieval.certifiedData), bytes };
}

/**
 * Key, request, certificate, file, in this order; every phase is reported as it begins. Safe to call again after a
 * failure: the kept key and its request are used again.
 */
export async function makeCertificate(
  making: Making,
  report: (phase: MakingPhase) => void,
): Promise<{ certificate: IssuedCertificate; file: HolderFile }> {
  report('key');
  const key = await keyOf(making, report);
  report('request');
  const certificate = await certify(making.token, key);
  report('file');
  const file = await holderFile(making.retrieval, certificate, key, making.password);
  report('save');
  saveHolderFile(file);
  return { certificate, file };
}

export const saveHolderFile = ({ name, bytes }: HolderFile): void =>
  saveFile(name, bytes as BlobPart, 'application/x-pkcs12');
