import exifReader, { type Exif } from 'exif-reader';
import type { FileFacts } from '../cleaned-file.js';

/** What an EXIF block says of the picture; what can't be read is left out. */
export function exifFacts(exif: Uint8Array | undefined): FileFacts {
  if (exif === undefined) return {};
  try {
    return factsOf(exifReader(Buffer.from(exif)));
  } catch {
    return {}; // a damaged block doesn't spoil the picture
  }
}

/** An EXIF block is a TIFF file without pixels (CIPA DC-008 4.5), so a TIFF file reads as one. */
export const tiffFacts = (file: Uint8Array): FileFacts => exifFacts(file);

function factsOf({ Image, Photo, GPSInfo }: Exif): FileFacts {
  return withoutGaps({
    takenAt: moment(
      Photo?.DateTimeOriginal ?? Image?.DateTime,
      Photo?.OffsetTimeOriginal ?? Photo?.OffsetTime,
    ),
    place: placeOf(GPSInfo),
    device: words([Image?.Make, Image?.Model].filter(Boolean).join(' ')),
    serialNumber: words(Photo?.BodySerialNumber),
    software: words(Image?.Software),
    author: words(Image?.Artist),
    description: words(Image?.ImageDescription),
  });
}

/** The reader takes the camera's clock for UTC; the zone is only known where the camera wrote it. */
function moment(value: unknown, offset: unknown): string | undefined {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined;
  const zone = typeof offset === 'string' && /^[+-]\d\d:\d\d$/.test(offset) ? offset : '';
  return value.toISOString().slice(0, 19) + zone;
}

function placeOf(gps: Exif['GPSInfo']): FileFacts['place'] {
  const latitude = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef === 'S');
  const longitude = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef === 'W');
  if (latitude === undefined || longitude === undefined) return undefined;
  const altitude = gps?.GPSAltitude;
  return Number.isFinite(altitude) ? { latitude, longitude, altitude } : { latitude, longitude };
}

/** Degrees, minutes and seconds to degrees: six decimals are 0.1 m. */
function degrees(parts: unknown, negative: boolean): number | undefined {
  if (!Array.isArray(parts) || parts.length === 0) return undefined;
  const [whole = 0, minutes = 0, seconds = 0] = parts as number[];
  const value = whole + minutes / 60 + seconds / 3600;
  if (!Number.isFinite(value)) return undefined;
  return Number((negative ? -value : value).toFixed(6));
}

const MOST_CHARACTERS = 500;

export function words(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // eslint-disable-next-line no-control-regex -- padding of fixed-length fields
  const text = value.replace(/[\u0000-\u001f]+/g, ' ').trim();
  return text === '' ? undefined : text.slice(0, MOST_CHARACTERS);
}

export function withoutGaps(facts: FileFacts): FileFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as FileFacts;
}
