/**
 * Writes test/fixtures/tips/generated.jsonl: 1,100 labelled tips of invented citizens in five languages, always the
 * same ones. Never used for training (another seed, other names).
 *
 *   node scripts/privacy/build-tip-fixture.js
 */
import { writeFileSync } from 'node:fs';
import { generateTips } from './tip-generator.js';

const tips = generateTips({ seed: 20_261_125, count: 1100 });
const file = new URL('../../test/fixtures/tips/generated.jsonl', import.meta.url);
writeFileSync(file, tips.map((tip) => JSON.stringify(tip)).join('\n') + '\n');
console.log(`${tips.length} tips, ${tips.reduce((sum, { spans }) => sum + spans.length, 0)} spans`);
