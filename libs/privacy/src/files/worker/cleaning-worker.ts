/**
 * The process in which files are decoded. It holds nothing but the file in hand and is killed from outside when that
 * takes too long or too much memory, so nothing here guards against either. Started by cleaning-process.ts.
 */
import { Worker } from 'node:worker_threads';
import type { FileFacts } from '../cleaned-file.js';
import type { CleanCopy, CleaningOrder, CleaningReport, Order } from '../cleaning-order.js';
import { kindOf } from './kind.js';
import { Refusal } from './refusal.js';

/** Each converter is loaded when first needed: mupdf and libheif are 10 MB of WebAssembly. */
async function convert(order: CleaningOrder): Promise<CleanCopy> {
  const { mediaType, converter } = await kindOf(order.bytes);
  tell({ step: 'identified', mediaType, slow: converter === 'video' || converter === 'sound' });
  const learn = (facts: FileFacts) => tell({ step: 'facts', facts });
  switch (converter) {
    case 'picture':
      return (await import('./picture.js')).cleanPicture(order, learn);
    case 'heic':
      return (await import('./heic.js')).cleanHeic(order, learn);
    case 'pdf':
      return (await import('./pdf.js')).cleanPdf(order, learn);
    case 'office':
      return (await import('./office.js')).cleanOffice(order, mediaType, learn);
    case 'video':
    case 'sound':
      return (await import('./recording.js')).cleanRecording(order, mediaType, learn);
  }
}

async function obey(order: Order): Promise<void> {
  try {
    if (order.task === 'mask') {
      const { drawPreview } = await import('./mask.js');
      const preview = await drawPreview(order);
      tell({ step: 'masked', preview, residentBytes: process.memoryUsage.rss() });
    } else {
      const copy = await convert(order);
      tell({ step: 'clean', copy, residentBytes: process.memoryUsage.rss() });
    }
  } catch (error) {
    // Whatever else a decoder throws means that it couldn't decode; its message may quote the file.
    const reason = error instanceof Refusal ? error.reason : 'broken';
    tell({ step: 'refused', reason, residentBytes: process.memoryUsage.rss() });
  }
}

function tell(report: CleaningReport): void {
  process.send?.(report);
}

process.on('message', (order: Order) => void obey(order));
// A thread: a decoder that is busy, perhaps for ever, lets nothing else of this process run.
new Worker(new URL('./desk-watch.js', import.meta.url), {
  workerData: process.argv[2],
  resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
});
tell({ step: 'ready' });
