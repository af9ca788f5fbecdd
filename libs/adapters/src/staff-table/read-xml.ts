import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { UnreadableTable } from '@mandataire/application/staff-list';

/** Elements without their prefix: some writers put one before every name. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export interface XmlHandlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const MOST_DEPTH = 64;

/**
 * Gives a document's elements while it arrives. Definitions of types are refused as such, so there are no entities but the
 * five of XML, and nothing outside of the document is ever looked for. After each piece whoever reads may take what there is.
 * @throws UnreadableTable XML, XML_DOCTYPE
 */
export async function* readXml(parts: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncIterable<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let depth = 0;
  parser.on('doctype', () => {
    throw new UnreadableTable({ reason: 'XML_DOCTYPE', line: null });
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    depth += 1;
    if (depth > MOST_DEPTH) throw new UnreadableTable({ reason: 'XML', line: null });
    handlers.open(localName(name), attributes);
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handlers.close?.(localName(name));
  });
  try {
    for await (const part of parts) {
      parser.write(decoder.decode(part, { stream: true }));
      yield;
    }
    parser.write(decoder.decode()).close();
    yield;
  } catch (error) {
    throw error instanceof UnreadableTable ? error : new UnreadableTable({ reason: 'XML', line: null });
  }
}
