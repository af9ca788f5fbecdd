/** A key of this name is there already. */
export class KeyExistsError extends Error {
  override readonly name = 'KeyExistsError';
  constructor(keyRef: string) {
    super(`Key ${keyRef} exists already`);
  }
}

/** No key of this name in the store. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';
  constructor(keyRef: string) {
    super(`No key ${keyRef} in the key store`);
  }
}

/** @throws RangeError on what isn't a name of a key: it could leave a folder, or differ from another only by case. */
export function checkKeyName(keyRef: string): void {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(keyRef)) {
    throw new RangeError('A key name has 1 to 64 small letters, digits and hyphens');
  }
}
