import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Readiness } from './readiness.js';

/** For load balancers and orchestrators. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process runs. */
  @Get('livez')
  @Header('Cache-Control', 'no-store')
  live() {
    return { status: 'ok' };
  }

  /** The process can serve: 200, or 503 with what is missing (`database`, `stopping`). */
  @Get('readyz')
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) response: Response) {
    const obstacles = await this.readiness.obstacles();
    response.status(obstacles.length === 0 ? 200 : 503);
    return { status: obstacles.length === 0 ? 'ok' : 'unavailable', obstacles };
  }
}
