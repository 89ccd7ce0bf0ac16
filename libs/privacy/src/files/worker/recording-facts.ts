import type { FileFacts } from '../cleaned-file.js';
import { withoutGaps, words } from './exif-facts.js';

/** The part of ffprobe's JSON that we read. */
export interface Probe {
  format?: { duration?: string; tags?: Record<string, string> };
  streams?: {
    codec_type?: string;
    width?: number;
    height?: number;
    disposition?: { attached_pic?: number };
    tags?: Record<string, string>;
  }[];
}

/** What a recording says of itself; phones write Apple's keys, or the short ones of 3GPP and Matroska. */
export function probeFacts({ format, streams = [] }: Probe): FileFacts {
  const tags = Object.assign({}, ...streams.map((stream) => stream.tags ?? {}), format?.tags ?? {}) as Record<
    string,
    string
  >;
  const told = (...names: string[]) => words(names.map((name) => tags[name]).find(Boolean));
  const maker = told('com.apple.quicktime.make', 'make', 'com.android.manufacturer');
  const model = told('com.apple.quicktime.model', 'model', 'com.android.model');
  return withoutGaps({
    takenAt: told('com.apple.quicktime.creationdate', 'creation_time', 'date'),
    place: place(told('com.apple.quicktime.location.ISO6709', 'location', 'location-eng')),
    device: words([maker, model].filter(Boolean).join(' ')),
    software: told('com.apple.quicktime.software', 'encoder'),
    author: told('artist', 'com.apple.quicktime.author'),
    title: told('title'),
    description: told('comment', 'description'),
  });
}

/** ISO 6709: +40.4168-003.7038+667.000/ */
function place(text: string | undefined): FileFacts['place'] {
  const parts = /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?/.exec(text ?? '');
  if (parts === null) return undefined;
  const [, latitude, longitude, altitude] = parts;
  const place = { latitude: Number(latitude), longitude: Number(longitude) };
  return altitude === undefined ? place : { ...place, altitude: Number(altitude) };
}
