import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Language } from '#campaigns';
import { languageOfPath } from '../texts/index.js';

/** Parameter decorator: the language that the address starts with. Only below `@Controller([...LANGUAGES])`. */
export const PageLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language =>
  languageOfPath(context.switchToHttp().getRequest<Request>().path)!,
);
