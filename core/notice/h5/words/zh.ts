// Words of the message centre.
export default {
  messages: {
    title: '消息',
    empty: '暂无消息',
    empty_text: '订单、退款和公告会出现在这里',
    unread: '未读',
    mark_all: '全部已读',
    more: '加载更多',
    open: '查看详情',
  },
  failures: { 'notice.notice_not_found': '该消息不存在' },
};
