import { readPrivateKey, type KeyAlgorithm } from '../../holder-key/index.js';

/**
 * Where the browser keeps the holder's key between its making and his answer (D20): IndexedDB, encrypted under an AES-GCM
 * key that no script can read out. One entry per link; the link itself is stored as a hash only.
 */
interface KeptRow {
  readonly id: string;
  readonly algorithm: KeyAlgorithm;
  readonly wrappingKey: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
  readonly publicKey: ArrayBuffer;
  readonly request: string;
  readonly keptAt: number;
}

export interface KeptKey {
  readonly algorithm: KeyAlgorithm;
  readonly privateKey: CryptoKey;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  /** The request made with this key, PEM: a second try sends the same one. */
  readonly request: string;
}

const DATABASE = 'mandataire-retrait';
const STORE = 'cles';
/** Longer than any link lives: what is older was answered elsewhere or given up. */
const FORGET_AFTER_MS = 60 * 86_400_000;

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
  return settled(request);
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await openDatabase();
  try {
    return await settled(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

async function idOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function rowOf(token: string, pair: CryptoKeyPair, made: { algorithm: KeyAlgorithm; request: string }) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrappingKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
  const row: KeptRow = {
    id: await idOf(token),
    ...made,
    wrappingKey,
    iv,
    sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, wrappingKey, pkcs8),
    publicKey: await crypto.subtle.exportKey('spki', pair.publicKey),
    keptAt: Date.now(),
  };
  return row;
}

/** Keeps the key of this link. A key kept before, in another tab, is never overwritten: it may be the certified one. */
export async function keepKey(
  token: string,
  pair: CryptoKeyPair,
  made: { algorithm: KeyAlgorithm; request: string },
): Promise<void> {
  const row = await rowOf(token, pair, made);
  await inStore('readwrite', (store) => store.add(row)).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'ConstraintError') return;
    throw error;
  });
}

/** The key kept for this link, or undefined: made in another browser, or wiped. */
export async function keptKey(token: string): Promise<KeptKey | undefined> {
  const id = await idOf(token);
  const row = await inStore<KeptRow | undefined>('readonly', (store) => store.get(id));
  if (!row) return undefined;
  const pkcs8 = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv }, row.wrappingKey, row.sealed);
  return {
    algorithm: row.algorithm,
    privateKey: await readPrivateKey(pkcs8, row.algorithm),
    publicKey: new Uint8Array(row.publicKey),
    request: row.request,
  };
}

export async function wipeKey(token: string): Promise<void> {
  const id = await idOf(token);
  await inStore('readwrite', (store) => store.delete(id));
}

/** Removes keys that no link can need any more. */
export async function wipeForgottenKeys(): Promise<void> {
  const rows = await inStore<KeptRow[]>('readonly', (store) => store.getAll());
  const forgotten = rows.filter((row) => row.keptAt + FORGET_AFTER_MS < Date.now());
  for (const row of forgotten) await inStore('readwrite', (store) => store.delete(row.id));
}
