// Words of the outbox pages.
export default {
  sms: {
    title: '短信发件箱',
    sandbox: '沙箱',
    sandbox_text: '沙箱短信通道：以下短信没有真正发出，仅供开发查看。',
    created: '时间',
    mobile: '手机号',
    purpose: '用途',
    text: '内容',
    hidden: '（不显示）',
    state_title: '状态',
    reload: '刷新',
  },
  state: { queued: '待发送', delivered: '已送达', expired: '已过期', failed: '发送失败' },
};
