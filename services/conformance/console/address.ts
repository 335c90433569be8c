// Where a clause has its page. A dot in an address reads like a file's ending to the server, which
// then looks for that file: 5.3.2-b-2.4 is written 5_3_2-b-2_4.

export function clauseRoute(clause_id: string) {
  return {
    name: 'conformance.clause',
    params: { clause_id: clause_id.replaceAll('.', '_') },
  } as const;
}

export function clauseOfAddress(part: string | readonly string[] | undefined): string {
  return String(part ?? '').replaceAll('_', '.');
}
