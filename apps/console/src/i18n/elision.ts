/** Set before a value that begins with a vowel, until the words around it are known. */
const MARK = '\u2060';

/** A mute h counts (Hélène, Hugues), an aspirated one doesn't (Hassan); "Yves" begins with a vowel, "Yann" doesn't. */
const VOWEL = /^(?:[aàâäeéèêëiîïoôöuùûüœæ]|h[eéèêiuy]|y[^aeiou])/iu;

type Parameters = Readonly<Record<string, unknown>>;

const marked = (value: unknown): unknown =>
  typeof value === 'string' && VOWEL.test(value) ? `${MARK}${value}` : value;

/** A French text with its values: "de %{name}" becomes "d’Hélène", "de Paul". */
export function elided(translate: (parameters: Parameters) => string, parameters: Parameters): string {
  const withMarks = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, name === '_' ? value : marked(value)]),
  );
  return translate(withMarks)
    .replaceAll(/\b([Dd])e \u2060/g, '$1’')
    .replaceAll(MARK, '');
}
