import type { Command } from 'commander';
import { createApplication } from '../../../server/src/application.js';
import { openApiDocument } from '../../../server/src/openapi.js';
import { withKernel } from '../kernel.js';
import { version } from '../version.js';

/** `colabora openapi`: the staff API's contract on stdout. */
export function openapiCommand(program: Command): void {
  program
    .command('openapi')
    .description("Print the staff API's OpenAPI 3.1 document.")
    .action(() =>
      withKernel(async (kernel) => {
        kernel.configuration.roles = ['public', 'portal'];
        const app = await createApplication(kernel);
        await app.init();
        console.log(JSON.stringify(openApiDocument(app, version), null, 2));
        await app.close();
        return 0;
      }),
    );
}
