import { Param, ParseUUIDPipe } from '@nestjs/common';

/** An id of a route. One that isn't a UUID is answered like one that doesn't exist: 404. */
export const IdParam = (name = 'id'): ParameterDecorator =>
  Param(name, new ParseUUIDPipe({ errorHttpStatusCode: 404 }));
