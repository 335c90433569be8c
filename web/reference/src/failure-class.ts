// The one table from HTTP status to the class of a failure, as platform/api/problem.cpp has it.
export const classes = [
  ['malformed', 400, 'changed_no'],
  ['unauthenticated', 401, 'changed_no'],
  ['forbidden', 403, 'changed_no'],
  ['missing', 404, 'changed_no'],
  ['conflict', 409, 'changed_no'],
  ['refused', 422, 'changed_no'],
  ['throttled', 429, 'changed_no'],
  ['fault', 500, 'rolled_back'],
  ['unavailable', 503, 'changed_no'],
  ['uncertain', 504, 'changed_unknown'],
] as const;

export const classOf = (status: number): string =>
  classes.find(([, known]) => known === status)?.[0] ?? 'fault';
