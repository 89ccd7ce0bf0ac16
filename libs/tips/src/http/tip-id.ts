import { Param, ParseUUIDPipe } from '@nestjs/common';

/** The tip of a route. An id that isn't a UUID is answered like one that doesn't exist. */
export const TipId = () => Param('id', new ParseUUIDPipe({ errorHttpStatusCode: 404 }));
