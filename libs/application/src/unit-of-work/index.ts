export * from './staff-lists.port.js';
export * from './unit-of-work.port.js';
export * from './stored-file.repository.port.js';
export * from './mandate.repository.port.js';
export * from './verification.repository.port.js';
export * from './repository.port.js';
