import { describe, expect, it } from '@jest/globals';
import { elided } from './elision.js';

const say = (name: string) =>
  elided((values) => `Certificat de ${String(values.name)}, pour ${String(values.name)}`, { name });

describe('a French text with a name in it', () => {
  it.each([
    ['Anne-Lise', 'Certificat d’Anne-Lise, pour Anne-Lise'],
    ['Élodie', 'Certificat d’Élodie, pour Élodie'],
    ['Hélène', 'Certificat d’Hélène, pour Hélène'],
    ['Yves', 'Certificat d’Yves, pour Yves'],
    ['Œdipe', 'Certificat d’Œdipe, pour Œdipe'],
    ['Yann', 'Certificat de Yann, pour Yann'],
    ['Hassan', 'Certificat de Hassan, pour Hassan'],
    ['Paul', 'Certificat de Paul, pour Paul'],
  ])('elides before %s as French does', (name, text) => {
    expect(say(name)).toBe(text);
  });
});
