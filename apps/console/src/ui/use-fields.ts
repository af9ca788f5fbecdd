import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import { isGraphqlError } from '../graphql/graphql-error.js';
import { useText } from '../i18n/use-text.js';
import { faultText } from './fault-text.js';

export type Faults = Readonly<Record<string, string | undefined>>;

interface FieldOptions {
  readonly help?: string;
  readonly optional?: boolean;
  /** What becomes of the typing: "552008443" shown as "552 008 443". */
  readonly clean?: (value: string) => string;
}

interface FieldsOptions<Values> {
  /** The server's own rule where it can be asked here; codes of the faults by field. */
  readonly judge: (values: Values) => Faults;
  /** The failed act: its faults show beside their fields. */
  readonly act: { readonly error: unknown; readonly reset: () => void };
}

/** Field names of a form whose values are all text. */
type Named<Values> = Extract<keyof Values, string>;

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly value: string;
  readonly error: boolean;
  readonly helperText: string | undefined;
  readonly onChange: (event: { target: { value: string } }) => void;
}

export interface Fields<Values> {
  readonly values: Values;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly fault: (name: string) => string | undefined;
  readonly set: (changed: Partial<Values>) => void;
  /** Empties the form and leaves the failure of the act to be read. */
  readonly clear: () => void;
  readonly field: (name: Named<Values>, label: string, options?: FieldOptions) => FieldProps;
  /** Handles a submission: judges, shows the faults and goes to the first one, or acts. */
  readonly submit: (act: () => void) => (event?: FormEvent) => void;
}

const without = (faults: Faults, names: readonly string[]): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([name]) => !names.includes(name)));

const found = (faults: Faults): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined));

/** Values and faults of one form: judged here first, then by the server, each fault beside its field. */
export function useFields<Values extends object>(
  initial: Values,
  { judge, act }: FieldsOptions<Values>,
): Fields<Values> {
  const { t, locale } = useText();
  const [values, setValues] = useState(initial);
  const [judged, setJudged] = useState<Faults>({});
  const form = useRef<HTMLFormElement>(null);
  const served: Faults = isGraphqlError(act.error) ? act.error.fields : {};
  const faults: Faults = { ...served, ...judged };
  const faulty = Object.keys(faults).join();
  useEffect(() => {
    // The first field to correct takes the focus: on a phone it may be off the screen.
    if (faulty) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faulty]);
  const set = (changed: Partial<Values>) => {
    setValues((now) => ({ ...now, ...changed }));
    setJudged((now) => without(now, Object.keys(changed)));
    act.reset();
  };
  const fault = (name: string) => {
    const code = faults[name];
    return code === undefined ? undefined : faultText(code, t, locale);
  };
  const field: Fields<Values>['field'] = (name, label, { help, optional, clean } = {}) => ({
    name,
    label: optional ? `${label} (${t('app.optional')})` : label,
    required: !optional,
    value: String(values[name] ?? ''),
    error: fault(name) !== undefined,
    helperText: fault(name) ?? help,
    onChange: ({ target }) =>
      set({ [name]: clean ? clean(target.value) : target.value } as unknown as Partial<Values>),
  });
  const submit: Fields<Values>['submit'] = (then) => (event) => {
    event?.preventDefault();
    const wrong = found(judge(values));
    setJudged(wrong);
    if (Object.keys(wrong).length === 0) then();
  };
  const clear = () => setValues(initial);
  return { values, form, fault, set, clear, field, submit };
}
