#!/usr/bin/env node
/**
 * Verifies a bundle exported from a Colabora audit log, or the proof of one receipt. Needs Node 18 or newer and nothing
 * else: no network, no package, no Colabora. Reads what it is given; writes nothing.
 *
 *   node verify-bundle.mjs [FOLDER] [--key VERIFIER-KEY]... [--json]
 *   node verify-bundle.mjs FILE.tlog-proof --key VERIFIER-KEY... [--json]
 *
 * FOLDER: where the bundle lies (default: where this file lies). --key: a verifier key that you have from elsewhere
 * (the public address of the log, an earlier bundle, a witness); without it the keys of the bundle itself are used, which
 * shows that the bundle is consistent but not who signed it. A proof brings no keys.
 * Exit code 0: everything is right; 1: something isn't; 2: misuse.
 *
 * What is checked, and by which rule:
 *   entry       leaf = SHA-256(salt || body); body is the line's JSON text, byte for byte
 *   inclusion   RFC 9162 sections 2.1.1 and 2.1.3.2, from SHA-256(0x00 || leaf) to the checkpoint's root
 *   whole log   RFC 9162 section 2.1.1: the root over all leaves, at the size of every checkpoint
 *   checkpoint  C2SP tlog-checkpoint and signed-note, Ed25519 (RFC 8032); witnesses: tlog-cosignature (cosignature/v1)
 *   receipt     C2SP tlog-proof
 *   time-stamp  RFC 3161: that it is about its checkpoint. Whether it may be believed OpenSSL says: README.txt
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hashLeaf = (leaf) => sha256(Buffer.of(0), leaf);
const hashChildren = (left, right) => sha256(Buffer.of(1), left, right);

const NOTHING = { entries: 0, erased: 0, checkpoints: 0, stamps: [], signedBy: [] };

/** Verifies the bundle in `folder`. `keys`: trusted verifier keys as text; none: those of the bundle. */
export async function verifyBundle(folder, keys = []) {
  const about = JSON.parse(readFileSync(join(folder, 'bundle.json'), 'utf8'));
  const problems = [];
  const complain = (where, what) => problems.push({ where, what });
  if (about.form !== 'colabora-audit-bundle-1') {
    complain('bundle.json', 'This verifier does not know this form of bundle.');
    return { ...NOTHING, about, problems };
  }
  const bundled = readFileSync(join(folder, 'keys.txt'), 'utf8').split('\n').filter(Boolean);
  const verifiers = (keys.length > 0 ? keys : bundled).map(readVerifierKey);
  const signedBy = new Set();
  const checkpoints = [];
  for await (const [number, note] of jsonLines(join(folder, 'checkpoints.jsonl'))) {
    const checkpoint = openCheckpoint(note, verifiers);
    if (checkpoint === undefined || checkpoint.origin !== about.origin) {
      complain(`checkpoint ${number}`, 'It has no valid signature by a known key of this log.');
    } else {
      checkpoint.signedBy.forEach((key) => signedBy.add(key));
      checkpoints.push({ ...checkpoint, number });
    }
  }
  if (checkpoints.length === 0) complain('checkpoints.jsonl', 'No checkpoint can be believed.');
  const verifyEntries = about.kind === 'log' ? verifyWholeLog : verifySelection;
  const counts = await verifyEntries(folder, checkpoints, complain);
  const stamps = readStamps(folder, checkpoints, complain);
  if (counts.entries !== about.entries) {
    complain('entries.jsonl', `It has ${counts.entries} entries; bundle.json says ${about.entries}.`);
  }
  return { about, ...counts, checkpoints: checkpoints.length, stamps, signedBy: [...signedBy], problems };
}

/** The proof of one receipt: its commitment's place in the tree whose root was signed. */
export function verifyProof(text, keys) {
  const end = text.indexOf('\n\n');
  const [form, extra = '', index = '', ...path] = text.slice(0, end).split('\n');
  const leafHash = hashLeaf(Buffer.from(extra.replace(/^extra /, ''), 'base64'));
  const place = Number(index.replace(/^index /, ''));
  const checkpoint = openCheckpoint(text.slice(end + 2), keys.map(readVerifierKey));
  const hashes = path.map((hash) => Buffer.from(hash, 'base64'));
  const root = checkpoint && rootFromPath(leafHash, place, checkpoint.size, hashes);
  const wrongs = [
    [form === 'c2sp.org/tlog-proof@v1', 'This is not a proof that I can read.'],
    [checkpoint, 'Its checkpoint has no valid signature by a key that you gave.'],
    [!checkpoint || root?.equals(checkpoint.root), 'Its path does not lead to the root that was signed.'],
  ];
  const problems = wrongs.filter(([isRight]) => !isRight).map(([, what]) => ({ where: 'proof', what }));
  const { origin = 'unknown', signedBy = [] } = checkpoint ?? {};
  const found = { ...NOTHING, entries: 1, checkpoints: checkpoint ? 1 : 0, signedBy };
  return { ...found, about: { origin }, problems, leafHash: leafHash.toString('hex') };
}

/** Each entry by itself: its bytes give the leaf, and the leaf's path leads to the signed root. */
async function verifySelection(folder, checkpoints, complain) {
  const counts = { entries: 0, erased: 0 };
  const seen = new Set();
  for await (const [, entry] of jsonLines(join(folder, 'entries.jsonl'))) {
    const where = `entry ${entry.id} at place ${entry.index}`;
    counts.entries += 1;
    if (entry.body === undefined) counts.erased += 1;
    if (seen.has(entry.index)) complain(where, 'Its place is taken twice.');
    seen.add(entry.index);
    const leaf = leafOf(entry, where, complain);
    const checkpoint = checkpoints.find(({ size }) => size === (entry.size ?? checkpoints.at(-1)?.size));
    if (checkpoint === undefined) complain(where, 'Its checkpoint is missing.');
    if (checkpoint === undefined || leaf === undefined) continue;
    const path = entry.path.map((hash) => Buffer.from(hash, 'base64'));
    const root = rootFromPath(hashLeaf(leaf), entry.index, checkpoint.size, path);
    if (root === undefined || !root.equals(checkpoint.root)) {
      complain(where, `Its path does not lead to the root that was signed for ${checkpoint.size} entries.`);
    }
  }
  return counts;
}

/** All entries: no gap, no double, and the tree over them has the signed root at every checkpoint. */
async function verifyWholeLog(folder, checkpoints, complain) {
  const counts = { entries: 0, erased: 0 };
  const due = [...checkpoints].sort((a, b) => a.size - b.size);
  const tree = new GrowingTree();
  const compare = () => {
    while (due.length > 0 && due[0].size === tree.size) {
      const { number, size, root } = due.shift();
      if (tree.root().equals(root)) continue;
      complain(`checkpoint ${number}`, `The first ${size} entries do not give the root that was signed.`);
    }
  };
  compare();
  for await (const [line, entry] of jsonLines(join(folder, 'entries.jsonl'))) {
    const where = `entry ${entry.id} in line ${line}`;
    if (entry.index !== counts.entries)
      complain(where, `Its place is ${entry.index} instead of ${counts.entries}.`);
    counts.entries += 1;
    if (entry.body === undefined) counts.erased += 1;
    tree.append(hashLeaf(leafOf(entry, where, complain) ?? Buffer.from(entry.commitment, 'base64')));
    compare();
  }
  for (const { number, size } of due)
    complain(`checkpoint ${number}`, `It has ${size} entries; the bundle has fewer.`);
  checkpoints.forEach(({ number, size }, at) => {
    if (size < checkpoints[at - 1]?.size)
      complain(`checkpoint ${number}`, 'It is smaller than the one before it.');
  });
  return counts;
}

/** The time-stamps of the bundle, each of the very bytes of a checkpoint in it, and the time that they say. */
function readStamps(folder, checkpoints, complain) {
  const place = join(folder, 'timestamps');
  const names = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.tsr')) : [];
  return names.map((name) => {
    const note = readFileSync(join(place, name.replace('.tsr', '.checkpoint')));
    const reply = readFileSync(join(place, name), 'latin1');
    const imprint = reply.indexOf(`\x04\x20${sha256(note).toString('latin1')}`); // an OCTET STRING of 32 bytes
    const stamped = checkpoints.find((each) => each.note.startsWith(note.toString()));
    if (imprint < 0 || !stamped)
      complain(`timestamps/${name}`, 'It is not about a checkpoint of this bundle.');
    return { size: stamped?.size, time: /\d{14}(\.\d+)?Z/.exec(reply.slice(imprint))?.[0] };
  });
}

/** What the tree holds for the entry. An erased one has only that: its salt and body were destroyed. */
function leafOf(entry, where, complain) {
  const commitment = Buffer.from(entry.commitment, 'base64');
  if (entry.body === undefined) return commitment;
  if (!sha256(Buffer.from(entry.salt, 'base64'), entry.body).equals(commitment)) {
    complain(where, 'Its text is not the one that was committed to.');
    return undefined;
  }
  if (JSON.parse(entry.body).id !== entry.id) {
    complain(where, 'It bears the id of another entry.');
    return undefined;
  }
  return commitment;
}

/** RFC 9162 2.1.3.2. Undefined where the path's length can't be right. */
function rootFromPath(leafHash, index, size, path) {
  if (index >= size) return undefined;
  let [place, last, hash] = [index, size - 1, leafHash];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      hash = hashChildren(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      hash = hashChildren(hash, sibling);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

/** The roots of the perfect subtrees that the leaves so far make, largest first (one for each 1 bit of the size). */
class GrowingTree {
  size = 0;
  #subtrees = [];

  append(leafHash) {
    let hash = leafHash;
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      hash = hashChildren(this.#subtrees.pop(), hash);
    }
    this.#subtrees.push(hash);
    this.size += 1;
  }

  root() {
    return this.#subtrees.length === 0
      ? sha256()
      : this.#subtrees.reduceRight((right, left) => hashChildren(left, right));
  }
}

/** `<name>+<key id>+<base64 of 0x01 (a log's) or 0x04 (a witness's) and the 32 bytes of an Ed25519 key>`. */
function readVerifierKey(text) {
  const [name, keyId, ...encoded] = text.trim().split('+');
  const key = Buffer.from(encoded.join('+'), 'base64'); // which may hold a plus itself
  const expected = sha256(`${name}\n`, key).subarray(0, 4).toString('hex');
  if (key.length !== 33 || ![1, 4].includes(key[0]) || expected !== keyId)
    throw new Error(`Not a verifier key: ${text}`);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.subarray(1)]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return { text: text.trim(), name, keyId, isWitness: key[0] === 4, key: publicKey };
}

/** Undefined where no known key signed it, or where a known key's signature is wrong. */
function openCheckpoint(note, verifiers) {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return undefined;
  const text = note.slice(0, end + 1);
  const signedBy = [];
  let isTheLogs = false; // a checkpoint that only witnesses signed isn't one
  const lines = note.slice(end + 2).split('\n');
  for (const line of lines.filter(Boolean)) {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const signature = Buffer.from(encoded ?? '', 'base64');
    const keyId = signature.subarray(0, 4).toString('hex');
    const verifier = verifiers.find((each) => each.name === name && each.keyId === keyId);
    if (verifier === undefined) continue;
    // A witness signs the time, eight bytes of its signature, with the checkpoint (cosignature/v1).
    const at = verifier.isWitness ? 12 : 4;
    const time = verifier.isWitness ? `cosignature/v1\ntime ${signature.readBigUInt64BE(4)}\n` : '';
    if (!verify(null, Buffer.from(time + text), verifier.key, signature.subarray(at))) return undefined;
    signedBy.push(verifier.text);
    isTheLogs ||= !verifier.isWitness;
  }
  const [origin, size, root] = text.split('\n');
  if (!isTheLogs || !/^(0|[1-9]\d*)$/.test(size)) return undefined;
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), note, signedBy };
}

/** One JSON value a line, with the line's number. */
async function* jsonLines(file) {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (line !== '') yield [number, JSON.parse(line)];
  }
}

async function main(words) {
  const keys = [];
  const folders = [];
  let isForPrograms = false;
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === '--key' && words[at + 1] !== undefined) keys.push(words[(at += 1)]);
    else if (words[at] === '--json') isForPrograms = true;
    else if (words[at].startsWith('-')) return misuse();
    else folders.push(words[at]);
  }
  const folder = folders[0] ?? dirname(fileURLToPath(import.meta.url));
  const isProof = folder.endsWith('.tlog-proof') && existsSync(folder) && keys.length > 0;
  if (folders.length > 1 || (!isProof && !existsSync(join(folder, 'bundle.json')))) return misuse();
  const verdict = await (isProof
    ? verifyProof(readFileSync(folder, 'utf8'), keys)
    : verifyBundle(folder, keys));
  if (isForPrograms) say(JSON.stringify(verdict));
  else print(verdict, keys.length > 0);
  return verdict.problems.length === 0 ? 0 : 1;
}

const say = (line) => process.stdout.write(`${line}\n`);

function misuse() {
  process.stderr.write('usage: node verify-bundle.mjs [FOLDER | FILE.tlog-proof] [--key KEY]... [--json]\n');
  return 2;
}

function print({ about, entries, erased, checkpoints, stamps, signedBy, problems, leafHash }, isPinned) {
  say(`Log         ${about.origin}`);
  say(`Entries     ${entries}${erased > 0 ? ` (${erased} erased: only their hashes are left)` : ''}`);
  if (leafHash !== undefined) say(`Fingerprint ${leafHash} (the one on the receipt)`);
  say(`Checkpoints ${checkpoints} with a valid signature`);
  for (const key of signedBy) say(`Signed by   ${key}`);
  if (!isPinned)
    say('            (keys from the bundle itself: compare them with those published by the log)');
  for (const { size, time } of stamps) say(`Stamped     ${size} entries at ${time}, it says: ask OpenSSL`);
  for (const { where, what } of problems) say(`WRONG       ${where}: ${what}`);
  say(problems.length === 0 ? 'Everything is right.' : `${problems.length} things are wrong.`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
