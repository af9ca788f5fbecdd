import { certificateMachine } from '../../libs/domain/src/certificate/index.js';
import type { StateMachine } from '../../libs/domain/src/decision/index.js';
import { verificationMachine } from '../../libs/domain/src/identity-verification/index.js';
import { mandateMachine } from '../../libs/domain/src/mandate/index.js';
import { orderMachine } from '../../libs/domain/src/order/index.js';
import { paymentMachine } from '../../libs/domain/src/payment/index.js';
import { secondPersonMachine } from '../../libs/domain/src/second-person/index.js';
import { staffListMachine } from '../../libs/domain/src/staff-list/index.js';
import { revocationMachine } from '../../libs/domain/src/revocation/index.js';

type AnyMachine = StateMachine<string, string>;

const MACHINES = [
  mandateMachine,
  verificationMachine,
  orderMachine,
  paymentMachine,
  certificateMachine,
  revocationMachine,
  secondPersonMachine,
  staffListMachine,
] as unknown as readonly AnyMachine[];

function diagram(machine: AnyMachine): string {
  const moves = machine.transitions.flatMap((move) =>
    move.from.map((from) => `  ${from} --> ${move.to}: ${move.action}`),
  );
  const ends = machine.terminal.map((state) => `  ${state} --> [*]`);
  return [
    `## ${machine.name}`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${machine.initial}`,
    ...moves,
    ...ends,
    '```',
    '',
    '| Action | From | To | Who |',
    '| --- | --- | --- | --- |',
    ...machine.transitions.map(
      (move) => `| ${move.action} | ${move.from.join(', ')} | ${move.to} | ${move.actors.join(', ')} |`,
    ),
    '',
  ].join('\n');
}

/** docs/state-machines.md, drawn from the tables that server and console decide by. */
export const stateMachinesDocument = (): string =>
  [
    '# State machines',
    '',
    'Drawn from libs/domain by `npm run generate`; the rules are in rules.md (b).',
    '',
    ...MACHINES.map(diagram),
  ].join('\n');
