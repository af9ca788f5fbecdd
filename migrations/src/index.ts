export { MIGRATIONS } from './database/migrations.js';
export { migrateDown, migrateUp } from './database/schema.js';
export { publishCatalogue } from './database/catalogue.js';
