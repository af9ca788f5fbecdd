export * from './manage-member.js';
export * from './member.reader.port.js';
