import { en } from './files.en.js';
import { fr } from './files.fr.js';
import { textStore } from './text-store.js';

textStore.extend({ fr, en });
