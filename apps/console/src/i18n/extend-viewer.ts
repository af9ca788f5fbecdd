import { textStore } from './text-store.js';
import { en } from './viewer.en.js';
import { fr } from './viewer.fr.js';

textStore.extend({ fr, en });
