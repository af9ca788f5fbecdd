export * from './company-paper.js';
export * from './document-checklist.js';
export * from './follow-up.js';
export * from './pipeline.js';
export * from './portfolio.js';
export * from './portfolio-csv.js';
