export * from './manage-holder.js';
