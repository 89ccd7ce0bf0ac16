export {
  decide,
  MINUTES_TO_FIRST_LOOK,
  PRIORITIES,
  type Priority,
  type RoutableTip,
  type RoutingCondition,
  type RoutingDecision,
  type RoutingReason,
  type RoutingRule,
} from './decide.js';
export { type Municipality, recogniseMunicipality } from './municipality.js';
export { RoutingModule, routingPersistence } from './routing.module.js';
export { RoutingRules } from './routing-rules.js';
