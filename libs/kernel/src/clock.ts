import { Injectable } from '@nestjs/common';

/** Where the time comes from. Tests replace it to travel; nothing else calls `new Date()` for a decision. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
