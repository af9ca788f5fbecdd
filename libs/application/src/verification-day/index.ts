export * from './agreement.js';
export * from './hold-verification-day.js';
export * from './show-consent-link.js';
export * from './verification-day.ports.js';
