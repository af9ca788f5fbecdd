export { certificatesOf } from './certificates-of.js';
export * from './certificate-cms-inspector.js';
export { mandatePrinter } from './mandate-pdf.js';
export * from './register-seal.js';
export * from './verify-evidence.js';
