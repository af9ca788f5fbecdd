export * from './allowed-actions.js';
export * from './fleet.reader.port.js';
export * from './mandate.reader.port.js';
