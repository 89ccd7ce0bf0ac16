import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The staff API's contract (OpenAPI 3.1), from which the portal's client is generated. */
export function openApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Colabora')
    .setDescription('Staff API. Errors are RFC 9457 problem documents.')
    .setVersion(version)
    .setLicense('AGPL-3.0-or-later', 'https://www.gnu.org/licenses/agpl-3.0.html')
    .addCookieAuth('colabora', undefined, 'session')
    .build();
  return SwaggerModule.createDocument(app, about);
}
