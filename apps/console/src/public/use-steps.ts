import { useCallback, useEffect, useState } from 'react';

const stepOf = (state: unknown): unknown => (state as { step?: unknown } | null)?.step;

/**
 * The step of a flow on one address. The browser's Back goes one step back, as people expect, and leaves the page only
 * from the first one. A step that is not `reversible` (a key is being made) is never left that way.
 */
export function useSteps<Step extends string>(
  first: Step,
  reversible: readonly Step[],
): readonly [Step, (step: Step) => void] {
  const [step, setStep] = useState(first);
  useEffect(() => {
    const onPop = ({ state }: PopStateEvent) => {
      const wanted = reversible.find((known) => known === stepOf(state)) ?? first;
      setStep((now) => (reversible.includes(now) ? wanted : now));
    };
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, [first, reversible]);
  const go = useCallback(
    (next: Step) => {
      // The address stays: the link's token is part of it.
      if (reversible.includes(next)) window.history.pushState({ step: next }, '');
      setStep(next);
    },
    [reversible],
  );
  return [step, go];
}
