export * from './certified-data.js';
export * from './holder.js';
