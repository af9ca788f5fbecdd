import { useCallback, useEffect, useState } from 'react';

export type Loaded<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'ready'; readonly value: Value };

/** A value read once per `load`, again on demand, and replaceable by the answer of an act. */
export function useLoaded<Value>(load: () => Promise<Value>): {
  loaded: Loaded<Value>;
  reload: () => void;
  replace: (value: Value) => void;
  fail: (error: unknown) => void;
} {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: 'loading' });
  const replace = useCallback((value: Value) => setLoaded({ state: 'ready', value }), []);
  const fail = useCallback((error: unknown) => setLoaded({ state: 'failed', error }), []);
  const reload = useCallback(() => {
    setLoaded({ state: 'loading' });
    load().then(replace, fail);
  }, [load, replace, fail]);
  useEffect(reload, [reload]);
  return { loaded, reload, replace, fail };
}
