import { useCallback, useRef, useState } from 'react';
import { AbandonedAct } from '../graphql/graphql-error.js';

/**
 * A wilful act: one at a time, its failure kept to be shown, nothing thrown. `run` answers undefined on failure. An act
 * that its person abandoned leaves no failure, and the focus where it was.
 */
export function useAct<Input extends readonly unknown[], Result>(
  act: (...input: Input) => Promise<Result>,
): {
  run: (...input: Input) => Promise<Result | undefined>;
  busy: boolean;
  error: unknown;
  reset: () => void;
} {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: undefined });
  const running = useRef(false);
  const latest = useRef(act);
  latest.current = act;
  const run = useCallback(async (...input: Input) => {
    // Two clicks in one frame: the disabled button comes too late for the second.
    if (running.current) return undefined;
    running.current = true;
    const from = document.activeElement;
    setState({ busy: true, error: undefined });
    try {
      const result = await latest.current(...input);
      setState({ busy: false, error: undefined });
      return result;
    } catch (error) {
      const abandoned = error instanceof AbandonedAct;
      setState({ busy: false, error: abandoned ? undefined : error });
      // The button is enabled again by then; while it was not, it could not keep the focus.
      if (abandoned && from instanceof HTMLElement) setTimeout(() => from.focus());
      return undefined;
    } finally {
      running.current = false;
    }
  }, []);
  const reset = useCallback(() => setState({ busy: false, error: undefined }), []);
  return { run, ...state, reset };
}
