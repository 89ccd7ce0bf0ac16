import { leaveAtOnce } from './exit.js';
import { focusErrorSummary } from './error-summary.js';
import { countCharacters } from './character-count.js';
import { sendOnce } from './send-once.js';
import { tellPhotoPlace } from './photo-place.js';
import { tellTooLargeFiles } from './too-large-files.js';
import { leaveNoWayBack } from './no-way-back.js';
import { offerPrinting } from './printing.js';

// Everything works without this file; each piece below only makes it kinder.
leaveAtOnce();
focusErrorSummary();
countCharacters();
sendOnce();
tellTooLargeFiles();
tellPhotoPlace();
leaveNoWayBack();
offerPrinting();
