import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import type { EvidencePrinter, MandateContent, PrintedEvidence } from '@mandataire/application/evidence';
import { actLines, contentFacts, evidenceFacts, LEGAL_NOTE } from './evidence-wording.js';

/** Liberation Sans, SIL Open Font License 1.1 (libs/adapters/fonts): embedded, so that every reader shows the same. */
const font = (name: string): Buffer => readFileSync(new URL(`../../fonts/${name}.ttf`, import.meta.url));

const MARGIN = 56;
const INK = '#1c2430';
const SOFT = '#5b6675';
const ATTACHMENT = 'preuve-mandat.json';

interface DraftPages {
  readonly title: string;
  readonly content: MandateContent;
  readonly contentHash: string;
}

/** Pages in the order of reading, each piece with its tag: a screen reader meets what the eye meets. */
class Pages {
  readonly document: PDFKit.PDFDocument;
  private readonly root: PDFKit.PDFStructureElement;
  private readonly chunks: Buffer[] = [];

  constructor(title: string, at: Date) {
    this.document = new PDFDocument({
      ...{ size: 'A4', margin: MARGIN, bufferPages: true, tagged: true, displayTitle: true, lang: 'fr-FR' },
      pdfVersion: '1.7',
      subset: 'PDF/UA',
      info: {
        Title: title,
        Author: 'Mandataire',
        Subject: 'Preuve de mandat',
        CreationDate: at,
        ModDate: at,
      },
    } as object);
    this.document.registerFont('text', font('LiberationSans-Regular'));
    this.document.registerFont('bold', font('LiberationSans-Bold'));
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.root = this.document.struct('Document');
    this.document.addStructure(this.root);
  }

  heading(level: 1 | 2 | 3, text: string): void {
    const size = { 1: 19, 2: 13, 3: 10.5 }[level];
    this.keepTogether(size * 4);
    if (level > 1) this.document.moveDown(level === 2 ? 0.9 : 0.4);
    this.piece(`H${level}`, () => this.document.font('bold').fontSize(size).fillColor(INK).text(text));
    this.document.moveDown(0.25);
  }

  paragraph(text: string, soft = false): void {
    this.piece('P', () =>
      this.document
        .font('text')
        .fontSize(soft ? 8.5 : 10)
        .fillColor(soft ? SOFT : INK)
        .text(text, { lineGap: 2 }),
    );
    this.document.moveDown(0.35);
  }

  /** A name and its value on one line, read together. */
  fact(label: string, value: string): void {
    this.piece('P', () => {
      this.document.font('bold').fontSize(9.5).fillColor(INK).text(`${label} : `, { continued: true });
      this.document.font('text').text(value, { lineGap: 1.5 });
    });
    this.document.moveDown(0.15);
  }

  attach(text: string, at: Date): void {
    this.document.file(Buffer.from(text, 'utf8'), {
      ...{ name: ATTACHMENT, type: 'application/json', creationDate: at, modifiedDate: at },
      description: 'Preuve scellée, au format JSON canonique',
    });
  }

  /** @param foot on every page; it is no part of the text. */
  finish(foot: string): Promise<Uint8Array> {
    this.root.end();
    const { start, count } = this.document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.document.switchToPage(page);
      this.document.page.margins.bottom = 0;
      this.document.markContent('Artifact', { type: 'Pagination' });
      this.document
        .font('text')
        .fontSize(8)
        .fillColor(SOFT)
        .text(`${foot} — page ${page - start + 1} sur ${count}`, MARGIN, this.document.page.height - 36, {
          lineBreak: false,
        });
      this.document.endMarkedContent();
    }
    return new Promise((resolve, reject) => {
      this.document.once('error', reject);
      this.document.once('end', () => resolve(Buffer.concat(this.chunks)));
      this.document.end();
    });
  }

  private piece(tag: string, draw: () => void): void {
    this.root.add(this.document.struct(tag, {}, draw));
  }

  private keepTogether(height: number): void {
    const { page } = this.document;
    if (this.document.y + height > page.height - MARGIN) this.document.addPage();
  }
}

function writeContent(pages: Pages, { content, contentHash }: DraftPages): void {
  pages.heading(2, 'Entreprise et personnes');
  for (const [label, value] of contentFacts(content)) pages.fact(label, value);
  pages.heading(2, 'Texte du mandat');
  for (const text of content.text.mandate) pages.paragraph(text);
  pages.heading(2, 'Engagements du mandataire');
  pages.paragraph(content.text.independence);
  pages.paragraph(content.text.departure);
  pages.heading(2, 'Empreinte du texte');
  pages.paragraph(
    'Chaque signature ci-après désigne ce texte, et lui seul, par l’empreinte SHA-256 de son contenu.',
  );
  pages.paragraph(contentHash);
}

async function printEvidence({ evidence, attachment, stampedAt }: PrintedEvidence): Promise<Uint8Array> {
  const at = new Date(evidence.builtAt);
  const title = `Mandat de certification – ${evidence.content.company.name}`;
  const pages = new Pages(title, at);
  pages.heading(1, title);
  for (const [label, value] of evidenceFacts(evidence, stampedAt)) pages.fact(label, value);
  writeContent(pages, { title, content: evidence.content, contentHash: evidence.contentHash });
  pages.heading(2, 'Signatures et actes');
  for (const act of evidence.acts) {
    const { title: name, facts } = actLines(act, evidence.decision);
    pages.heading(3, name);
    for (const [label, value] of facts) pages.fact(label, value);
  }
  pages.heading(2, 'Portée juridique et vérification');
  for (const text of LEGAL_NOTE) pages.paragraph(text, true);
  pages.attach(attachment, at);
  return pages.finish(`Preuve du mandat ${evidence.mandateId}`);
}

async function printDraft(content: MandateContent, contentHash: string): Promise<Uint8Array> {
  const title = `Mandat de certification – ${content.company.name} (projet)`;
  const pages = new Pages(title, new Date(0));
  pages.heading(1, title);
  pages.paragraph(
    'Projet à lire avant de signer : ce document ne porte ni signature ni cachet et ne prouve rien.',
  );
  writeContent(pages, { title, content, contentHash });
  return pages.finish('Projet non signé');
}

export const mandatePrinter: EvidencePrinter = { print: printEvidence, printDraft };
