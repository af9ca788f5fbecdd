/** Sessions, slots and objects are named by octets that only the module understands. */
export type Handle = Buffer;

export interface Attribute {
  readonly type: number;
  readonly value?: number | boolean | string | Buffer;
}

export interface Mechanism {
  readonly mechanism: number;
}

/**
 * The calls of PKCS#11 (Cryptoki) that the key store makes, as pkcs11js names them. Written down here because the package
 * is optional: the product compiles and runs where it isn't installed. Those that end in `Async` run off the event loop.
 */
export interface Cryptoki {
  load(path: string): void;
  C_Initialize(options: { readonly flags: number }): void;
  C_Finalize(): void;
  C_GetSlotList(tokenPresent: boolean): Handle[];
  C_GetTokenInfo(slot: Handle): { readonly label: string };
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_CloseSession(session: Handle): void;
  C_GetSessionInfo(session: Handle): { readonly slotID: Handle; readonly state: number };
  C_Login(session: Handle, user: number, pin: string): void;
  C_FindObjectsInit(session: Handle, template: readonly Attribute[]): void;
  C_FindObjects(session: Handle, most: number): Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_GetAttributeValue(
    session: Handle,
    object: Handle,
    template: readonly Attribute[],
  ): readonly { readonly value: Buffer }[];
  C_SignInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_SignAsync(session: Handle, data: Buffer, output: Buffer): Promise<Buffer>;
  C_GenerateKeyPairAsync(
    session: Handle,
    mechanism: Mechanism,
    publicTemplate: readonly Attribute[],
    privateTemplate: readonly Attribute[],
  ): Promise<{ readonly publicKey: Handle; readonly privateKey: Handle }>;
}

/** Values of the standard (OASIS PKCS#11 3.1, `pkcs11t.h`). */
export const CK = {
  OS_LOCKING_OK: 0x2,
  RW_SESSION: 0x2,
  SERIAL_SESSION: 0x4,
  USER: 1,
  /** States of a session in which the user is logged in. */
  USER_STATES: [1, 3] as readonly number[],
  PUBLIC_KEY_CLASS: 2,
  PRIVATE_KEY_CLASS: 3,
  RSA_KEY_TYPE: 0,
  EC_KEY_TYPE: 3,
  CLASS: 0x0,
  TOKEN: 0x1,
  PRIVATE: 0x2,
  LABEL: 0x3,
  KEY_TYPE: 0x100,
  ID: 0x102,
  SENSITIVE: 0x103,
  SIGN: 0x108,
  VERIFY: 0x10a,
  MODULUS: 0x120,
  MODULUS_BITS: 0x121,
  PUBLIC_EXPONENT: 0x122,
  EXTRACTABLE: 0x162,
  EC_PARAMS: 0x180,
  EC_POINT: 0x181,
  RSA_PKCS_KEY_PAIR_GEN: 0x0,
  RSA_PKCS: 0x1,
  EC_KEY_PAIR_GEN: 0x1040,
  ECDSA: 0x1041,
} as const;

/** Name of the return value in an error of pkcs11js (`CKR_…`), or undefined when the error is another one. */
export function returnValue(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  return /\bCKR_[A-Z0-9_]+/.exec(String(error.message))?.[0];
}

/** An error in the form that pkcs11js gives, for what the module answers without one. */
export class CryptokiError extends Error {
  override readonly name = 'CryptokiError';
}

const LOST: ReadonlySet<string> = new Set(
  [
    ...['CRYPTOKI_NOT_INITIALIZED', 'GENERAL_ERROR', 'FUNCTION_FAILED', 'FUNCTION_CANCELED', 'HOST_MEMORY'],
    ...['DEVICE_ERROR', 'DEVICE_MEMORY', 'DEVICE_REMOVED', 'SLOT_ID_INVALID'],
    ...['TOKEN_NOT_PRESENT', 'TOKEN_NOT_RECOGNIZED'],
    ...['SESSION_CLOSED', 'SESSION_COUNT', 'SESSION_HANDLE_INVALID', 'USER_NOT_LOGGED_IN'],
    ...['OBJECT_HANDLE_INVALID', 'KEY_HANDLE_INVALID', 'OPERATION_ACTIVE', 'OPERATION_NOT_INITIALIZED'],
  ].map((name) => `CKR_${name}`),
);

/** Whether a new session, or a module started anew, may succeed where this call failed. */
export const isLost = (value: string | undefined): value is string => value !== undefined && LOST.has(value);
