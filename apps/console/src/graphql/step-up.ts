type Prover = () => Promise<boolean>;

let prover: Prover | undefined;
let asked: Promise<boolean> | undefined;

/**
 * Where a refused act asks its person to prove a factor again (D25): the console registers how, and the client asks, so
 * that every act has it. Two acts refused at once ask once.
 */
export const stepUpDesk = {
  /** @returns how to leave. */
  open: (how: Prover): (() => void) => {
    prover = how;
    return () => {
      if (prover === how) prover = undefined;
    };
  },
  isOpen: (): boolean => prover !== undefined,
  /** True once a factor is proved; false when the person would not, or nobody can ask him here. */
  prove: (): Promise<boolean> => {
    asked ??= (prover?.() ?? Promise.resolve(false)).finally(() => {
      asked = undefined;
    });
    return asked;
  },
};
