export * from './company-file.read-model.js';
export * from './onboarding.repository.js';
export * from './onboarding.table.js';
export * from './pipeline.read-model.js';
