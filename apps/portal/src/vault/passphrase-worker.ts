import { Decrypter, Encrypter } from 'age-encryption';

/** scrypt takes a second and 256 MiB on purpose: in a worker, so that the page stays alive meanwhile. */
export type PassphraseTask =
  | { kind: 'seal'; identity: string; passphrase: string }
  | { kind: 'open'; sealed: Uint8Array; passphrase: string };

/** age's own default: N = 2^18, twice what OWASP asks of scrypt at the least. */
const WORK_FACTOR = 18;

const worker = self as unknown as {
  onmessage: ((event: MessageEvent<PassphraseTask>) => void) | null;
  postMessage(answer: unknown): void;
};

worker.onmessage = ({ data }) => {
  void perform(data).then(
    (done) => worker.postMessage({ done }),
    () => worker.postMessage({}),
  );
};

async function perform(task: PassphraseTask): Promise<Uint8Array | string> {
  if (task.kind === 'seal') {
    const encrypter = new Encrypter();
    encrypter.setPassphrase(task.passphrase);
    encrypter.setScryptWorkFactor(WORK_FACTOR);
    return encrypter.encrypt(task.identity);
  }
  const decrypter = new Decrypter();
  decrypter.addPassphrase(task.passphrase);
  return decrypter.decrypt(task.sealed, 'text');
}
