import { en } from './security.en.js';
import { fr } from './security.fr.js';
import { textStore } from './text-store.js';

textStore.extend({ fr, en });
