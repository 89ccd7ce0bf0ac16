export { XApi, type XAnswer, type XApp, type XCall, type XEndpoint, type XTokens } from './x-api.js';
export { type XForbidden, XProblem, type XTrouble } from './x-problem.js';
export { XPatience } from './x-patience.js';
export { XWire } from './x-wire.js';
