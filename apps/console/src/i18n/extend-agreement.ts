import { en } from './agreement.en.js';
import { fr } from './agreement.fr.js';
import { textStore } from './text-store.js';

textStore.extend({ fr, en });
