import { CK, returnValue, type Cryptoki } from './cryptoki.js';

/** The package or the manufacturer's library isn't there: nothing that a second try would mend. */
export class Pkcs11MissingError extends Error {
  override readonly name = 'Pkcs11MissingError';
}

/** A name that TypeScript doesn't follow: the package is optional, its types too. */
const PACKAGE: string = 'pkcs11js';

/**
 * The manufacturer's library, of which a process has one whatever the number of stores. Calls run inside `during`;
 * `restart` ends the library and begins it again, which makes it look for its tokens anew, when no call runs.
 */
export class CryptokiModule {
  private static readonly loaded = new Map<string, Promise<CryptokiModule>>();
  private readonly running = new Set<Promise<unknown>>();
  private restarting: Promise<void> | undefined;
  private starts = 0;

  private constructor(private readonly cryptoki: Cryptoki) {}

  /** @throws Pkcs11MissingError */
  static load(library: string): Promise<CryptokiModule> {
    const known = CryptokiModule.loaded.get(library);
    if (known) return known;
    const loading = open(library).then((cryptoki) => new CryptokiModule(cryptoki));
    CryptokiModule.loaded.set(library, loading);
    loading.catch(() => CryptokiModule.loaded.delete(library));
    return loading;
  }

  /** Counts the restarts: a handle of an earlier time means nothing, or worse, another session. */
  get epoch(): number {
    return this.starts;
  }

  get isRestarting(): boolean {
    return this.restarting !== undefined;
  }

  async during<T>(work: (cryptoki: Cryptoki) => Promise<T>): Promise<T> {
    while (this.restarting) await this.restarting.catch(() => undefined);
    const call = work(this.cryptoki);
    this.running.add(call);
    try {
      return await call;
    } finally {
      this.running.delete(call);
    }
  }

  /** Restarts unless somebody has since `seen`. @throws what C_Initialize answers when the device isn't back. */
  restart(seen: number): Promise<void> {
    if (this.restarting) return this.restarting;
    if (seen !== this.starts) return Promise.resolve();
    this.restarting = this.restartAlone().finally(() => (this.restarting = undefined));
    return this.restarting;
  }

  private async restartAlone(): Promise<void> {
    await Promise.allSettled(this.running);
    this.starts += 1;
    try {
      this.cryptoki.C_Finalize();
    } catch {
      // It was not running: that is why it is started.
    }
    initialise(this.cryptoki);
  }
}

async function open(library: string): Promise<Cryptoki> {
  const cryptoki = await newCryptoki();
  try {
    cryptoki.load(library);
  } catch {
    throw new Pkcs11MissingError(
      `PKCS11_MODULE : la bibliothèque ${library} ne se charge pas / the library ${library} does not load`,
    );
  }
  try {
    initialise(cryptoki);
  } catch {
    // The device isn't there yet: the first call says so, and tries again.
  }
  return cryptoki;
}

async function newCryptoki(): Promise<Cryptoki> {
  try {
    const { default: pkcs11js } = (await import(PACKAGE)) as { default: { PKCS11: new () => Cryptoki } };
    return new pkcs11js.PKCS11();
  } catch {
    throw new Pkcs11MissingError(
      'KEY_STORE=pkcs11 demande le paquet facultatif pkcs11js, compilé à l’installation : python3, make et g++, puis « npm ci » / ' +
        'KEY_STORE=pkcs11 needs the optional package pkcs11js, compiled at install: python3, make and g++, then "npm ci"',
    );
  }
}

/** The library locks by itself: calls come from several threads. Another user of it in this process may have started it. */
function initialise(cryptoki: Cryptoki): void {
  try {
    cryptoki.C_Initialize({ flags: CK.OS_LOCKING_OK });
  } catch (error) {
    if (returnValue(error) !== 'CKR_CRYPTOKI_ALREADY_INITIALIZED') throw error;
  }
}
