export { XApi, type XApp, type XEndpoint, type XTokens } from './x-api.js';
export { type XForbidden, XProblem, type XTrouble } from './x-problem.js';
export { XWire } from './x-wire.js';
