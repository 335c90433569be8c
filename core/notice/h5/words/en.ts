// Words of the message centre.
export default {
  messages: {
    title: 'Messages',
    empty: 'No messages yet',
    empty_text: 'Orders, refunds and announcements appear here',
    unread: 'Unread',
    mark_all: 'Mark all as read',
    more: 'Load more',
    open: 'Details',
  },
  failures: { 'notice.notice_not_found': 'This message does not exist' },
};
