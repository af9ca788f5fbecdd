import type { FastifyHelmetOptions } from '@fastify/helmet';

/** Everything but the console's page is data: whatever reads it as a document gets nothing to load and no frame. */
const DATA_POLICY = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

export const securityHeaders = (publicUrl: string): FastifyHelmetOptions => ({
  contentSecurityPolicy: { useDefaults: false, directives: DATA_POLICY },
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  hsts: publicUrl.startsWith('https:') ? { maxAge: 63_072_000, includeSubDomains: false } : false,
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
});

/** What the console's page may use of the browser; keys of one's own device are for its own pages. */
const PERMISSIONS = [
  'display-capture',
  'geolocation',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'bluetooth',
  'hid',
].map((feature) => `${feature}=()`);

/**
 * Of the console's page: its own scripts and styles, known by a number that is drawn for this one answer. A script that
 * somebody manages to write into the page has none, wherever it is loaded from. What the entry imports has the entry's
 * number, by the rules of modules; not `'strict-dynamic'`, which would let any element in that a script makes.
 */
export const pageHeaders = (nonce: string): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join(';'),
  'permissions-policy': [
    ...PERMISSIONS,
    // Reads the band of an identity document in the browser (R30); the image goes nowhere.
    'camera=(self)',
    'publickey-credentials-create=(self)',
    'publickey-credentials-get=(self)',
  ].join(', '),
});

/**
 * Of the worker that reads a document's band, and of what it loads: files of ours, and the one place where WebAssembly may
 * be compiled. The page itself cannot.
 */
export const READER_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
};
