import { Body, Controller, Get, Header, Headers, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Configuration, forbidden, notFound } from '#kernel';
import { crcAnswer, isSignedByX } from './x-signature.js';
import { XEvents } from './x-events.js';

/** Where X calls. The path is read raw by the server (`application.ts`): the signature is over the bytes. */
export const X_WEBHOOK_PATH = '/webhooks/x';

@ApiExcludeController()
@Controller('webhooks/x')
export class XWebhookController {
  constructor(
    private readonly configuration: Configuration,
    private readonly events: XEvents,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  challenge(@Query('crc_token') token: unknown) {
    if (typeof token !== 'string' || token.length > 200) throw notFound('address');
    return crcAnswer(this.secret, token);
  }

  @Post()
  @HttpCode(200)
  async take(@Body() body: unknown, @Headers('x-twitter-webhooks-signature') signature?: string) {
    if (!Buffer.isBuffer(body) || !isSignedByX(this.secret, body, signature)) {
      throw forbidden('Not signed by X.');
    }
    await this.events.arrive(parsed(body));
    return {};
  }

  private get secret(): string {
    const { xIsOn, xApiSecret } = this.configuration;
    if (!xIsOn || xApiSecret === undefined) throw notFound('address');
    return xApiSecret;
  }
}

/** X signed it, but it may still be no JSON: answered like anything that says nothing to us. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
