export * from './manage-staff.js';
export * from './staff.ports.js';
