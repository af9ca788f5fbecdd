import type { Act } from '../permission/index.js';

export const MEDIA_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

const DOCUMENT: readonly MediaType[] = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'];
const LIST: readonly MediaType[] = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

export interface PurposeRule {
  /** What the content itself must be, whatever the name and the sender say. */
  readonly mediaTypes: readonly MediaType[];
  /** Who may add one, and who may open one that is attached. */
  readonly add: Act;
  readonly read: Act;
}

/** What files are for. Each has its own list of types and its own readers (L3, F67). */
export const FILE_PURPOSES = {
  /** Proof that the company exists, and of who represents it (F6). */
  COMPANY_PROOF: { mediaTypes: DOCUMENT, add: 'company-file.add', read: 'company-file.read' },
  /** A mandate on paper, with its signatures. */
  MANDATE_SCAN: { mediaTypes: DOCUMENT, add: 'company-file.add', read: 'company-file.read' },
  /** Copy of an identity document (F14), in the company until the office acknowledges the file (D9, L4). */
  IDENTITY_DOCUMENT: { mediaTypes: DOCUMENT, add: 'identity.verify', read: 'identity-document.read' },
  /** A list of people to take over. */
  STAFF_LIST: { mediaTypes: LIST, add: 'holder.manage', read: 'holder.manage' },
} as const satisfies Readonly<Record<string, PurposeRule>>;

export type FilePurpose = keyof typeof FILE_PURPOSES;

export const isFilePurpose = (text: string): text is FilePurpose => Object.hasOwn(FILE_PURPOSES, text);

/** The ending of a name, by content. */
export const EXTENSIONS: Readonly<Record<MediaType, readonly [string, ...string[]]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'text/csv': ['csv', 'txt', 'tsv'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
};
