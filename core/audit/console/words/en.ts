// Words of the audit pages.
export default {
  records: {
    title: 'Audit records',
    actor: 'Actor',
    action: 'Action',
    subject: 'Subject',
    at: 'Time',
    changes: 'Changes',
    seq: 'Number',
    search: 'Search',
    more: 'Load more',
    verify: 'Verify the chain',
    checkpoint: 'Download checkpoint',
    whole: 'The chain is whole: {checked} records verified',
    broken: 'The chain breaks at record {seq}: {reason}',
  },
  reason: {
    number_missing: 'a record is missing or out of order',
    previous_differs: 'it does not continue the record before it',
    content_differs: 'its content was changed',
    head_differs: 'the tail was cut off',
    checkpoint_differs: 'it contradicts a checkpoint',
  },
  failures: { 'audit.actor_malformed': 'This is not the id of an actor' },
};
