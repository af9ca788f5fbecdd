import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { VerificationNode } from '../holder/verification.graphql.js';
import { DocumentCopyNode, documentCopyNode } from './document-copy.graphql.js';

@Resolver(() => VerificationNode)
export class DocumentCopyResolver {
  @ResolveField(() => [DocumentCopyNode], {
    description: 'Oldest first; empty when your role may not read them (L3).',
  })
  async copies(@Parent() { id }: VerificationNode, @Api() api: RequestContext): Promise<DocumentCopyNode[]> {
    const scope = await api.scopeIfAny('identity-document.read');
    const files = scope && (await api.reading(scope).copiesOfVerification.load(id));
    return (files ?? []).map(documentCopyNode);
  }
}
