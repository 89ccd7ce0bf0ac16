export { PortalController } from './portal.controller.js';
