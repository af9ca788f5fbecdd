/** What a holder may show: identity card (foreign ones too), passport, residence permit. */
export type IdentityDocumentType = 'CNI' | 'PASSPORT' | 'RESIDENCE_PERMIT';
