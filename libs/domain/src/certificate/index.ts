export type { CertifiedData } from '../holder/index.js';
export type { CertificateProfile, CertificateUsage } from '../catalogue/index.js';
export * from './certificate.js';
