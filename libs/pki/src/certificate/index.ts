export * from './authority-templates.js';
export * from './extension-type.js';
export * from './extensions.js';
export * from './person-template.js';
export * from './qualified-statements.js';
export * from './read-certificate.js';
export * from './serial.js';
export * from './to-be-signed.js';
