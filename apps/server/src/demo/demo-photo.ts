import { createHash } from 'node:crypto';
import sharp from 'sharp';

/**
 * A drawn street at night, the same for the same story, recompressed and resized as phones and chats do (`version`), with
 * a place and a device in its metadata, so that there is something to clean.
 */
export async function demoPhoto(story: string, version: number): Promise<Buffer> {
  const seed = createHash('sha256').update(story).digest();
  const width = [1200, 960, 800, 640][version]!;
  return sharp(Buffer.from(street(seed)))
    .resize(width)
    .jpeg({ quality: 88 - version * 12 })
    .withExif({
      IFD0: { Make: 'Demo', Model: 'Telefono 12', Software: 'Colabora demo' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '40/1 24/1 30/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '3/1 42/1 9/1',
      },
    })
    .toBuffer();
}

function street(seed: Buffer): string {
  const houses = Array.from({ length: 9 }, (_, i) => {
    const height = 260 + (seed[i]! % 120) * 3;
    const x = i * 135;
    const windows = Array.from({ length: 12 }, (_, w) => {
      const lit = (seed[(i + w) % 32]! >> (w % 8)) & 1;
      const [left, top] = [x + 18 + (w % 3) * 38, 820 - height + 30 + Math.floor(w / 3) * 62];
      return `<rect x="${left}" y="${top}" width="22" height="34" fill="${lit ? '#ffd98a' : '#1c2530'}"/>`;
    });
    const shade = 30 + (seed[i + 9]! % 40);
    return `<rect x="${x}" y="${820 - height}" width="128" height="${height}" fill="rgb(${shade},${shade + 8},${shade + 22})"/>${windows.join('')}`;
  });
  const carX = 100 + (seed[20]! % 90) * 9;
  const car = ['#a33', '#ddd', '#222', '#357'][seed[21]! % 4];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0b1424"/><stop offset="1" stop-color="#34405c"/></linearGradient></defs>
    <rect width="1200" height="900" fill="url(#sky)"/>
    <circle cx="${200 + seed[22]! * 3}" cy="120" r="46" fill="#e8e4d0"/>
    ${houses.join('')}
    <rect y="820" width="1200" height="80" fill="#15181d"/>
    <rect x="${carX}" y="790" width="190" height="48" rx="14" fill="${car}"/>
    <rect x="${carX + 36}" y="762" width="110" height="40" rx="12" fill="${car}"/>
    <circle cx="${carX + 44}" cy="840" r="18" fill="#050505"/><circle cx="${carX + 148}" cy="840" r="18" fill="#050505"/>
  </svg>`;
}
