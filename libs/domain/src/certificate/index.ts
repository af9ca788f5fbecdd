export type { CertifiedData } from '../holder/index.js';
export type { CertificateProfile, CertificateUsage, QualifiedStatements } from '../catalogue/index.js';
export * from './certificate.js';
export type * from './description.js';
