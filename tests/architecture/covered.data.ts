/** Rules and invariants that have had a test: written by hand, so that regenerating the table cannot drop one unseen. */
export const COVERED: readonly string[] =
  'R1 R4 R12 R13 R14 R15 R16 R21 R22 R23 R24 R25 R26 R29 R30 R31 R36 R38 R40 I-1 I-2 I-3 I-4 I-5 I-6 I-7 I-8 I-9 I-10 I-11 I-12 I-13 I-14 I-15 I-16 I-17 I-18 I-19 I-20 I-21 I-22 I-23 I-24 I-25 I-27 I-28 I-31 I-32'.split(
    ' ',
  );
