export * from './allowed-actions.js';
export * from './fleet.reader.port.js';
