import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FieldError, Problem } from '../problem.js';

/** One refused field in a problem document. */
export class ProblemField implements FieldError {
  @ApiProperty({ description: 'JSON pointer into the request body (RFC 6901)', example: '/wording/es/title' })
  pointer: string;

  @ApiProperty({ description: 'Stable name of the rule', example: 'too-long' })
  rule: string;

  @ApiPropertyOptional({
    description: 'Numbers that belong in the message',
    type: 'object',
    additionalProperties: { type: 'number' },
    example: { max: 120 },
  })
  limits?: Record<string, number>;
}

/** What a program gets when something goes wrong (RFC 9457), as `application/problem+json`. */
export class ProblemDocument {
  @ApiProperty({ example: 'urn:colabora:problem:invalid' })
  type: string;

  @ApiProperty({ example: 'Invalid' })
  title: string;

  @ApiProperty({ example: 422 })
  status: number;

  @ApiProperty({ example: 'Some answers need attention.' })
  detail: string;

  @ApiProperty({ description: "The request's id, as in the logs" })
  instance: string;

  @ApiPropertyOptional({ type: [ProblemField] })
  errors?: FieldError[];
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** `detail` may speak only where the problem was thrown on purpose; its author knows that it quotes nobody. */
export function problemDocument(problem: Problem, requestId: string): ProblemDocument {
  const words = problem.code.replaceAll('-', ' ');
  return {
    type: `urn:colabora:problem:${problem.code}`,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status: problem.status,
    detail: problem.message,
    instance: requestId,
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
  };
}

const MEANING: Record<number, string> = {
  401: 'No session, or it has ended',
  403: 'The role does not allow it',
  404: 'There is no such thing, or it is not yours to see',
  409: 'Something changed meanwhile, or its state does not allow it',
  410: 'It was there and is no more',
  422: 'Some fields were refused; `errors` says which and why',
  429: 'Too many attempts; `Retry-After` says when to come back',
};

/** Documents which problems an endpoint may answer with. */
export function ApiProblems(...statuses: (keyof typeof MEANING & number)[]) {
  return applyDecorators(
    ApiExtraModels(ProblemDocument),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: MEANING[status] ?? 'A problem',
        content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: getSchemaPath(ProblemDocument) } } },
      }),
    ),
  );
}
