import { canonicalJson, type EvidenceAct, type MandateEvidence } from '@mandataire/application/evidence';
import { sameName } from '@mandataire/domain/mandate';
import { certificatePath, verifyCms } from '@mandataire/pki';

/** One check, in words. */
export interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

const NEEDED = [
  ['REPRESENTATIVE_SIGNATURE', 'signature du représentant légal', 'representative'],
  ['AGENT_ACCEPTANCE', 'acceptation du mandataire', 'agent'],
  ['AGENT_COMMITMENTS', 'engagements du mandataire', 'agent'],
] as const;

const MEANS: Readonly<Record<EvidenceAct['strength'], string>> = {
  MAILED_LINK_AND_CODE: 'code par courriel (faible)',
  SMS_CODE: 'code par SMS',
  CMS: 'certificat personnel',
  PAPER: 'papier',
  PASSWORD_AND_TOTP: 'compte et second facteur',
};

/** Each act is on this very text, by the person whom the text names, and its own signature holds where it has one. */
export function actFindings(evidence: MandateEvidence): Finding[] {
  const strange = evidence.acts.filter(({ contentHash }) => contentHash !== evidence.contentHash);
  const others = strange.map(({ id }) => ({ ok: false, text: `Acte ${id} : il porte sur un autre texte` }));
  return [...NEEDED.map((needed) => neededAct(evidence, needed)), ...decision(evidence), ...others];
}

function neededAct(evidence: MandateEvidence, [kind, name, who]: (typeof NEEDED)[number]): Finding {
  const act = evidence.acts.find((each) => each.kind === kind);
  if (!act) return { ok: false, text: `Acte : ${name} manque` };
  const person = evidence.content[who];
  const isHis = act.email === person.email && sameName(act.typedName ?? '', person.name ?? '');
  if (!isHis) return { ok: false, text: `Acte : ${name} d’une autre personne que celle du texte` };
  const fault = meansFault(act, canonicalJson(evidence.content));
  return fault
    ? { ok: false, text: `Acte : ${name} : ${fault}` }
    : { ok: true, text: `Acte : ${name}, ${act.at}, ${act.typedName}, ${MEANS[act.strength]}` };
}

/** Undefined: the means hold. A code leaves nothing that could be checked again: the seal vouches for it. */
function meansFault({ strength, proof, at }: EvidenceAct, content: string): string | undefined {
  if (strength !== 'CMS') return undefined;
  if (proof?.means !== 'CMS') return 'la signature CMS manque';
  const verified = verifyCms(Buffer.from(proof.cms, 'base64'), Buffer.from(content, 'utf8'));
  if (!verified.ok) return 'la signature CMS n’est pas celle de ce texte';
  const path = proof.path.map((der) => Buffer.from(der, 'base64'));
  const chain = certificatePath(verified.certificate, path, path.slice(-1), new Date(at));
  return chain.ok ? undefined : 'le certificat du signataire ne remonte pas à l’autorité notée';
}

function decision({ stage, acts, decision: decided }: MandateEvidence): Finding[] {
  if (stage !== 'DECIDED') return [];
  const act = acts.find(({ kind }) => kind === 'OFFICER_DECISION');
  return act && decided
    ? [{ ok: true, text: `Acte : décision du bureau d’enregistrement, ${act.at}, ${MEANS[act.strength]}` }]
    : [{ ok: false, text: 'Acte : la décision du bureau d’enregistrement manque' }];
}
