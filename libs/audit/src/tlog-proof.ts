import type { InclusionProof } from './published-log.js';

/**
 * The proof as a C2SP tlog-proof: text that whoever has the log's key can check offline. The extra line carries the
 * commitment, whose leaf hash is the one on the receipt.
 */
export function writeTlogProof({ commitment, index, path, checkpoint }: InclusionProof): string {
  const lines = [
    'c2sp.org/tlog-proof@v1',
    `extra ${commitment.toString('base64')}`,
    `index ${index}`,
    ...path.map((hash) => hash.toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint.note}`;
}
