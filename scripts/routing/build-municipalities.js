/**
 * Compiles INE's list of municipalities into libs/routing/data/municipalities.json: `{ "28079": "Madrid", … }`.
 *
 *   node scripts/routing/build-municipalities.js <folder with ine-municipios.json>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: build-municipalities.js <folder with ine-municipios.json>');
const rows = JSON.parse(readFileSync(join(folder, 'ine-municipios.json'), 'utf8'));
const names = Object.fromEntries(rows.map((row) => [row.municipio_id, row.nombre]).sort());
const target = fileURLToPath(new URL('../../libs/routing/data/municipalities.json', import.meta.url));
writeFileSync(target, JSON.stringify(names));
