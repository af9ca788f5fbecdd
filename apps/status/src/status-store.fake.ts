import { setTimeout as pause } from 'node:timers/promises';
import type {
  AuthorityCertificate,
  CertificateRevocationList,
  CertificateStatusReader,
  SerialStatus,
} from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';
import { publicKeyHash, readCertificate } from '@mandataire/pki';
import type { ThrowAwayChain, ThrowAwayKey } from '@mandataire/pki/testing';

/** What the status service reads, in memory, with a switch for a store that is down or hangs. */
export class FakeStatusStore implements CertificateStatusReader {
  condition: 'up' | 'down' | 'hanging' = 'up';
  /** Milliseconds between the reading of a value and its arrival. */
  latency = 0;
  /** How often what was read. */
  readonly readings = { statuses: 0, certificates: 0 };
  readonly known = new Map<string, SerialStatus>();
  readonly certificates: AuthorityCertificate[] = [];
  readonly lists = new Map<string, CertificateRevocationList>();
  readonly issuerId: string;
  readonly rootId: string;

  constructor(chain: ThrowAwayChain) {
    this.rootId = publicKeyHash(chain.rootKey.publicKey);
    this.issuerId = publicKeyHash(chain.issuingKey.publicKey);
    this.add('ROOT', this.rootId, 'root', chain.root);
    this.add('ISSUING', this.rootId, 'dual', chain.issuing);
    this.add('OCSP_SIGNER', this.issuerId, 'ocsp-1', chain.ocspSigner);
  }

  add(kind: AuthorityCertificate['kind'], issuerId: string, name: string, der: Uint8Array): string {
    const { publicKey, validity } = readCertificate(der);
    this.certificates.push({
      id: publicKeyHash(publicKey),
      kind,
      name,
      issuerId,
      keyRef: name,
      der,
      ...validity,
    });
    return publicKeyHash(publicKey);
  }

  statuses(issuerId: string, serials: readonly string[]): Promise<ReadonlyMap<string, SerialStatus>> {
    this.readings.statuses += 1;
    return this.reading(() => {
      const asked = issuerId === this.issuerId ? serials : [];
      return new Map([...this.known].filter(([serial]) => asked.includes(serial)));
    });
  }

  currentCrl(issuerId: string): Promise<CertificateRevocationList | undefined> {
    return this.reading(() => this.lists.get(issuerId));
  }

  authorityCertificates(): Promise<readonly AuthorityCertificate[]> {
    this.readings.certificates += 1;
    return this.reading(() => [...this.certificates]);
  }

  private async reading<T>(read: () => T): Promise<T> {
    if (this.condition === 'down') throw new Error('connection refused');
    if (this.condition === 'hanging') await new Promise(() => undefined);
    const value = read();
    if (this.latency > 0) await pause(this.latency);
    return value;
  }
}

/** OCSP keys in memory. */
export class FakeOcspKeys implements KeyStore {
  failing = false;
  /** Keys whose files don't open under our secret, and how often that was tried. */
  readonly sealed = new Map<string, number>();
  /** What happens between the reading of a status and its signature. */
  beforeSigning: (() => void) | undefined;
  readonly keys = new Map<string, ThrowAwayKey>();

  generate(): Promise<Uint8Array> {
    return Promise.reject(new Error('the status service makes no keys'));
  }

  async has(keyRef: string): Promise<boolean> {
    return this.keys.has(keyRef);
  }

  async publicKey(keyRef: string): Promise<Uint8Array> {
    const tries = this.sealed.get(keyRef);
    if (tries !== undefined) {
      this.sealed.set(keyRef, tries + 1);
      throw new Error(`Key ${keyRef} cannot be opened: wrong secret`);
    }
    return this.key(keyRef).publicKey;
  }

  async sign(keyRef: string, data: Uint8Array): Promise<Uint8Array> {
    this.beforeSigning?.();
    if (this.failing) throw new Error('the token was removed');
    return this.key(keyRef).sign(data);
  }

  private key(keyRef: string): ThrowAwayKey {
    const key = this.keys.get(keyRef);
    if (!key) throw new Error(`no key ${keyRef}`);
    return key;
  }
}
