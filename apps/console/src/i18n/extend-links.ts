import { en } from './links.en.js';
import { fr } from './links.fr.js';
import { en as mandateEn } from './mandate.en.js';
import { fr as mandateFr } from './mandate.fr.js';
import { textStore } from './text-store.js';

textStore.extend({ fr: { ...mandateFr, ...fr }, en: { ...mandateEn, ...en } });
