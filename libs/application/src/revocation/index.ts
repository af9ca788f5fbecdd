export * from './carry-out-revocations.js';
export * from './observe-revocation.js';
export * from './open-revocation-tasks.js';
export * from './request-revocation.js';
export * from './revoke-refused-certificate.js';
export * from './status-probe.port.js';
export * from './submit-revocation.js';
export * from './tell-revocation.js';
