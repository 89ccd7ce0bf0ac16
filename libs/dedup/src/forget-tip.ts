import type { Tx } from '#kernel';
import { pictureKeysOf } from './image/image-records.js';
import { fingerprintText } from './text/fingerprint.js';

/**
 * Takes out of a tip's place among the repeats everything that says what it told: text, keys, identifiers, pictures,
 * evidence. That it belonged to a group stays, as a number.
 */
export async function forgetTip(tx: Tx, tipId: string): Promise<void> {
  const [print] = await tx.query<{ text: string; campaign_id: string }[]>(
    'SELECT text, campaign_id FROM duplicate_fingerprint WHERE tip_id = $1',
    [tipId],
  );
  const keys = print === undefined ? [] : fingerprintText(print.text, print.campaign_id).sketch;
  const pictures = print === undefined ? [] : await pictureKeysOf(tx, tipId, print.campaign_id);
  await tx.query('SELECT duplicate_forget($1, $2, $3)', [tipId, keys.map(String), pictures.map(String)]);
}
