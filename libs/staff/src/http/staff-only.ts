import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiCookieAuth } from '@nestjs/swagger';
import { AuditLog } from '#audit';
import { ApiProblems, Database, forbidden, requestIdOf } from '#kernel';
import type { Request } from 'express';
import type { StaffRole } from '../roles.js';
import { Sessions } from '../sessions.js';
import { staffContext, type StaffMember } from '../staff-member.js';

const ROLES = 'colabora:staff-roles';

interface StaffRequest extends Request {
  staff?: StaffMember;
}

/** Who may pass: asks for a session (401) and for one of the route's roles (403, and the log knows who tried). */
@Injectable()
export class StaffEntrance {
  constructor(
    private readonly sessions: Sessions,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async admit(request: StaffRequest, roles: StaffRole[]): Promise<void> {
    const requestId = requestIdOf(request);
    const staff = (request.staff ??= await this.sessions.require(request, requestId));
    if (roles.length === 0 || roles.some((role) => staff.roles.includes(role))) return;
    await this.database.transaction((tx) =>
      this.audit.append(tx, staffContext(staff, 'enter', requestId), {
        action: 'access.denied',
        subject: { kind: 'account', id: staff.accountId },
        result: 'denied',
        reason: 'role',
        details: { method: request.method, route: routePattern(request), needs: roles.join(',') },
      }),
    );
    throw forbidden();
  }
}

/** The pattern, not the address: an address may hold ids of what its caller must not see. */
const routePattern = (request: Request) => (request.route as { path?: string } | undefined)?.path ?? '';

@Injectable()
export class StaffGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly entrance: StaffEntrance,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const roles = this.reflector.getAllAndOverride<StaffRole[]>(ROLES, [
      context.getHandler(),
      context.getClass(),
    ]);
    await this.entrance.admit(context.switchToHttp().getRequest<StaffRequest>(), roles);
    return true;
  }
}

/**
 * Lets in signed-in staff with one of these roles; without roles, any. On a method it overrides its class.
 * Needs `StaffModule` somewhere in the application.
 */
export const StaffOnly = (...roles: StaffRole[]) =>
  applyDecorators(
    SetMetadata(ROLES, roles),
    UseGuards(StaffGuard),
    ApiCookieAuth('session'),
    ApiProblems(401, 403),
  );

/** Parameter decorator: who is signed in. Only below `@StaffOnly`. */
export const CurrentStaff = createParamDecorator(
  (_: unknown, context: ExecutionContext): StaffMember =>
    context.switchToHttp().getRequest<Required<StaffRequest>>().staff,
);
