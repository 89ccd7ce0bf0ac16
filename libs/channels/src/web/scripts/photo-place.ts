import { noteBelow } from './note.js';

/** The metadata of a photo lies at its beginning. */
const BYTES_READ = 128 * 1024;

/**
 * Tells whether a chosen JPEG carries the place where it was taken, before it is sent. Nothing leaves the device for it.
 */
export function tellPhotoPlace(): void {
  const field = document.querySelector<HTMLInputElement>('input[type=file][data-place-note]');
  if (field === null) return;
  const note = noteBelow(field);
  field.addEventListener('change', async () => {
    const found = await Promise.all([...(field.files ?? [])].map(carriesPlace));
    note.hidden = !found.includes(true);
    note.textContent = note.hidden ? '' : (field.dataset['placeNote'] ?? '');
  });
}

/** Looks for the GPS pointer (tag 0x8825) in the first directory of the Exif block (CIPA DC-008, 4.6.3). */
async function carriesPlace(file: File): Promise<boolean> {
  const bytes = new DataView(await file.slice(0, BYTES_READ).arrayBuffer());
  for (let at = 2; at + 10 < bytes.byteLength && bytes.getUint8(at) === 0xff;) {
    const length = bytes.getUint16(at + 2);
    const isExif = bytes.getUint8(at + 1) === 0xe1 && bytes.getUint32(at + 4) === 0x45786966;
    if (isExif) return hasGpsPointer(new DataView(bytes.buffer, at + 10));
    at += 2 + length;
  }
  return false;
}

function hasGpsPointer(tiff: DataView): boolean {
  if (tiff.byteLength < 8) return false;
  const isLittle = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return false;
  const entries = tiff.getUint16(directory, isLittle);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.byteLength) return false;
    if (tiff.getUint16(at, isLittle) === 0x8825) return true;
  }
  return false;
}
