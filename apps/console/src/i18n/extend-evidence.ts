import { en } from './evidence.en.js';
import { fr } from './evidence.fr.js';
import { textStore } from './text-store.js';

textStore.extend({ fr, en });
