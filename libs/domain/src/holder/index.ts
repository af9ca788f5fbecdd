export * from './certified-changes.js';
export * from './certified-data.js';
export * from './holder.js';
export * from './phone.js';
