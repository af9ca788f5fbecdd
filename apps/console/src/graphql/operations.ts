import './access-acts.js';
import './account-acts.js';
import './account-links.js';
import './acts.js';
import './certificate-content.js';
import './data-provider.js';
import './demonstration.js';
import './holder-acts.js';
import './home.js';
import './link-acts.js';
import './mandate-acts.js';
import './mandate-links.js';
import './member-acts.js';
import './second-persons.js';
import './session.js';
import './staff-acts.js';
import './staff-lists.js';

/** Every module that declares an operation is above; the build writes them all into `documents.json`. */
export { OPERATIONS } from './operation.js';
