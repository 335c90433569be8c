// Words of the shared parts, English.
import type zh from './zh.ts';

const en: typeof zh = {
  ui: {
    back: 'Back', close: 'Close', cancel: 'Cancel', confirm: 'OK', retry: 'Try again', loading: 'Loading', more: 'More',
    save: 'Save', search: 'Search', clear: 'Clear', required: 'required', optional: 'optional', submit: 'Submit',
    edit: 'Edit', remove: 'Delete', empty: 'Nothing here yet', request_id: 'Request number', choose: 'Please choose',
    show_table: 'Show the figures', show_chart: 'Show the chart', done: 'Done', next: 'Next', previous: 'Previous',
    all: 'All', yes: 'Yes', no: 'No', copy: 'Copy', copied: 'Copied', decrease: 'Less {label}', increase: 'More {label}',
    show_password: 'Show password', hide_password: 'Hide password',
    pin: {
      title: 'Enter your payment PIN', progress: '{count} of {length} digits entered', erase: 'Delete one digit',
      clear: 'Clear', keyboard: 'Number keys', digit: 'Digit {digit}',
    },
    code: { label: 'SMS code', send: 'Send code', wait: 'Again in {seconds} s' },
    stars: '{count} stars',
    qr: { label: 'QR code', tap_refresh: 'Tap to refresh' },
    table: {
      search: 'Find in table', rows: '{count} rows', page: 'Page {page} of {pages}', page_size: 'Rows per page',
      sort_by: 'Sort by {column}', export: 'Export', empty: 'No rows match', filter: 'Filter', reload: 'Reload',
      first: 'First page', previous: 'Previous page', next: 'Next page', last: 'Last page', choose_row: 'Select row',
      choose_all: 'Select all', actions: 'Actions',
    },
    import: {
      drop: 'Drop a file here, or click to choose', formats: 'XLSX or CSV (UTF-8 or GBK), up to {rows} rows',
      choose: 'Choose file', columns: 'Columns: {columns}', preview: 'Preview', rows_good: '{count} rows ready',
      rows_bad: '{count} rows with problems', row: 'Row', problem: 'Problem', download_errors: 'Download error file',
      download_sample: 'Download template', start: 'Import {count} rows', again: 'Choose another file',
      unreadable: 'This file cannot be read. Is it XLSX or CSV?', missing_columns: 'Missing columns: {columns}',
      too_many: 'More than {rows} rows; please split the file.', empty: 'The file has no rows.',
      all_or_nothing: 'No row is imported until the rows with problems are corrected.', done: '{count} rows imported.',
      encoding: 'Encoding {encoding}', too_large: 'The file is larger than {size} MB.',
    },
    problem: {
      required: 'Please fill in: {label}', money: 'Enter an amount with at most two decimals', number: 'Enter a number',
      date: 'Write dates like 2026-01-31', mobile: 'Enter an 11-digit mobile number', choice: 'One of: {choices}',
      too_long: 'At most {max} characters', integer: 'Enter a whole number', at_least: 'Not less than {min}',
      at_most: 'Not more than {max}', repeated: 'Same as row {row}',
    },
  },
  failures: {
    client: {
      offline: 'You are offline. Check the connection and try again.', unreachable: 'The server cannot be reached. Please try again later.',
      timed_out: 'No answer arrived in time.', unreadable: 'The answer could not be understood. Please try again later.',
      given_up: 'Cancelled.',
    },
    by_class: {
      malformed: 'Something in the form is not right. Please check it.', unauthenticated: 'Your session has ended. Please sign in again.',
      forbidden: 'You are not allowed to do this.', missing: 'Not found; it may have been removed.',
      conflict: 'This has changed meanwhile. Reload and try again.', refused: 'This could not be done.',
      throttled: 'Too many attempts. Please wait a little.', fault: 'Something went wrong on our side. Please try again later.',
      unavailable: 'The service is not available right now. Please try again later.',
      offline: 'You are offline. Check the connection and try again.',
      uncertain: 'The outcome is not known yet. Do not start again: “Try again” asks for the result of the same operation.',
    },
    retry_after: 'Please try again in {seconds} s.',
  },
};

export default en;
