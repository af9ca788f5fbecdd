export * from './member.read-model.js';
