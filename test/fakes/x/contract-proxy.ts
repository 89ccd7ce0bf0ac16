import { readFileSync } from 'node:fs';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';

export interface ContractProxy {
  /** `127.0.0.1:port`. */
  address: string;
  /** What wasn't as X's document says, as `Violation: request.query.max_results …` or `response.body.data.0.id …`. */
  violations: string[];
  stop(): Promise<void>;
}

/**
 * Stoplight's Prism between us and the fake: each request and each answer is held to X's own OpenAPI document
 * (`test/fixtures/x/contract.json`, cut by `scripts/trim-x-contract.js`), noted, and passed on.
 */
export async function startContractProxy(upstream: string): Promise<ContractProxy> {
  const contract = JSON.parse(readFileSync('test/fixtures/x/contract.json', 'utf8')) as object;
  const operations = await getHttpOperationsFromSpec(contract);
  const violations: string[] = [];
  const server = createServer(operations, {
    cors: false,
    components: { logger: listener(violations) as never },
    config: {
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      isProxy: true,
      upstream: new URL(upstream),
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
  });
  const url = await server.listen(0, '127.0.0.1');
  return { address: new URL(url).host, violations, stop: () => server.close() };
}

/** Prism tells of violations only through its logger. */
function listener(violations: string[]): object {
  const note = (...words: unknown[]) => {
    const message = String(words.at(-1));
    if (/Violation|terminated with error/.test(message)) violations.push(message);
  };
  const quiet = () => undefined;
  const logger = {
    error: note,
    warn: note,
    info: quiet,
    debug: quiet,
    trace: quiet,
    success: quiet,
    fatal: note,
  };
  return { ...logger, child: () => listener(violations) };
}
