export * from './clock.port.js';
export * from './clock.fake.js';
