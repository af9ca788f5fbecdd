import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'react-admin';
import { fetchPipeline, type Pipeline } from '../../graphql/onboarding.js';

/** Others move the companies on meanwhile: signers, officers. */
const POLL_MS = 20_000;
const TYPING_MS = 300;

export interface PipelineWish {
  readonly mine: boolean;
  readonly search: string;
}

/** Of an address such as `/companies?search=552008443`. */
const searchOf = (query: string): string => new URLSearchParams(query).get('search') ?? '';

/** The pipeline as it is asked for, read again now and then; the last one stays while the next is on its way. */
export function usePipeline() {
  const { search } = useLocation();
  const [wish, setWish] = useState<PipelineWish>({ mine: false, search: searchOf(search) });
  const [read, setRead] = useState<{ pipeline?: Pipeline; error?: unknown }>({});
  const [turn, setTurn] = useState(0);
  const refetch = useCallback(() => setTurn((now) => now + 1), []);
  useEffect(() => {
    let current = true;
    const ask = () =>
      fetchPipeline({ mine: wish.mine, search: wish.search.trim() || null }).then(
        (pipeline) => current && setRead({ pipeline }),
        (error: unknown) => current && setRead((before) => ({ ...before, error })),
      );
    const soon = setTimeout(() => void ask(), turn === 0 && wish.search === searchOf(search) ? 0 : TYPING_MS);
    const again = setInterval(() => void ask(), POLL_MS);
    return () => {
      current = false;
      clearTimeout(soon);
      clearInterval(again);
    };
  }, [wish, turn, search]);
  return { wish, setWish, refetch, pipeline: read.pipeline, error: read.error };
}
