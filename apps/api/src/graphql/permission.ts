import { SetMetadata, type CanActivate, type ExecutionContext, type Type } from '@nestjs/common';
import { openToAll, permit, type Act } from '@mandataire/domain/permission';
import { forbidden } from '@mandataire/application/refusal';
import { contextOf } from './request-context.js';

/**
 * What an operation asks of its caller. An act of the permission table; PUBLIC: nobody needs to be known; LINK: the
 * bearer of a mailed link, which the use case checks; PENDING: someone between password and second factor, or who has to
 * enrol one, which the use case checks too.
 */
export type PermissionDeclaration = Act | 'PUBLIC' | 'LINK' | 'PENDING';

const PERMISSION = 'mandataire:permission';
/** Under which @nestjs/graphql notes that a method is a query or a mutation. */
const OPERATION = 'graphql:resolver_type';

/** Declares the permission of a query or mutation; start-up refuses one without. */
export const Permission = (declared: PermissionDeclaration): MethodDecorator =>
  SetMetadata(PERMISSION, declared);

const declarationOf = (method: unknown): PermissionDeclaration | undefined =>
  Reflect.getMetadata(PERMISSION, method as object) as PermissionDeclaration | undefined;

/**
 * Lets an operation run when its caller may take the declared act at all. The use case decides again inside its
 * transaction, on the very object: this only means that nothing is ever open by oversight.
 */
export class PermissionGuard implements CanActivate {
  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const declared = declarationOf(execution.getHandler());
    const context = contextOf(execution.getArgByIndex(2));
    if (declared === undefined) throw forbidden();
    if (declared === 'PUBLIC' || declared === 'LINK') return true;
    if (declared === 'PENDING') return true;
    const standing = await context.standing();
    if (!openToAll(declared) && !permit(declared, standing)) throw forbidden();
    return true;
  }
}

/** Every query and mutation of these resolvers with what it declares. */
export function declaredPermissions(
  resolvers: readonly Type[],
): { readonly operation: string; readonly declared: PermissionDeclaration | undefined }[] {
  return resolvers.flatMap(({ prototype }: Type<Record<string, unknown>>) =>
    Object.getOwnPropertyNames(prototype)
      .map((name) => ({ name, method: prototype[name] }))
      .filter(({ method }) => ['Query', 'Mutation'].includes(operationType(method)))
      .map(({ name, method }) => ({ operation: name, declared: declarationOf(method) })),
  );
}

const operationType = (method: unknown): string =>
  typeof method === 'function' ? String(Reflect.getMetadata(OPERATION, method)) : '';

/** @throws at start-up when an operation declares no permission. */
export function checkPermissions(resolvers: readonly Type[]): void {
  const silent = declaredPermissions(resolvers).filter(({ declared }) => declared === undefined);
  if (silent.length > 0) {
    throw new Error(`No permission declared: ${silent.map(({ operation }) => operation).join(', ')}`);
  }
}
