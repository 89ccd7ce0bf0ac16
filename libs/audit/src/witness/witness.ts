import { ConfigurationError } from '#kernel';
import { readWitnessKey, type WitnessKey } from '../checkpoint/cosignature.js';

/** A witness that we ask to cosign (C2SP tlog-witness). */
export interface Witness {
  key: WitnessKey;
  /** Its submission prefix, without a slash at the end. */
  url: string;
}

/** Reads `COLABORA_WITNESSES`, each `<verifier key> <address>`; throws where a key isn't a witness's. */
export function readWitnesses(setting: string[]): Witness[] {
  return setting.map((each) => {
    const [text = '', url = ''] = each.split(/\s+/);
    const key = readWitnessKey(text);
    if (key === undefined) {
      throw new ConfigurationError([
        'COLABORA_WITNESSES holds a key that is no witness key (cosignature/v1, type 0x04)',
      ]);
    }
    return { key, url: url.replace(/\/$/, '') };
  });
}
