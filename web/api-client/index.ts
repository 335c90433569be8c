// The platform's API as pages see it.
export { api } from './client.ts';
export { readDescription } from './description.ts';
export type { BodyOf, CallOptions, Options, ReplyOf } from './operation.ts';
export { EventCutter, subscribe, type StreamListeners, type Subscription } from './events.ts';
export {
  keepsIntention,
  localFailure,
  type Failure,
  type FailureClass,
  type Outcome,
} from './failure.ts';
export { beginIntention, type Intention } from './intention.ts';
export { deviceNumber } from './device-number.ts';
export { knownDevice, rememberDevice } from './known-device.ts';
export {
  beginSession,
  currentSession,
  endSession,
  onSessionChange,
  useSessionArea,
  type Session,
  type SessionEnd,
  type SessionLevel,
} from './session.ts';
export type { components, operations, paths } from './schema.d.ts';
export type { Schemas } from './operation.ts';
export type { Authorize, SignableRequest } from './transport.ts';
