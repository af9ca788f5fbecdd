export * from './correlations.js';
export * from './revocation.read-model.js';
export * from './revocation.table.js';
