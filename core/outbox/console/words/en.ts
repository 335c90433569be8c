// Words of the outbox pages.
export default {
  sms: {
    title: 'Short messages',
    sandbox: 'Sandbox',
    sandbox_text: 'Sandbox carrier: nothing below was really sent; for development only.',
    created: 'Time',
    mobile: 'Mobile',
    purpose: 'Purpose',
    text: 'Text',
    hidden: '(hidden)',
    state_title: 'State',
    reload: 'Reload',
  },
  state: { queued: 'queued', delivered: 'delivered', expired: 'expired', failed: 'failed' },
};
