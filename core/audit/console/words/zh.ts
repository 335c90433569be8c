// Words of the audit pages.
export default {
  records: {
    title: '审计记录',
    actor: '操作人',
    action: '操作',
    subject: '对象',
    at: '时间',
    changes: '变更',
    seq: '序号',
    search: '查询',
    more: '加载更多',
    verify: '校验审计链',
    checkpoint: '下载检查点',
    whole: '审计链完整：已校验 {checked} 条记录',
    broken: '审计链在第 {seq} 条断裂：{reason}',
  },
  reason: {
    number_missing: '记录缺失或顺序被改动',
    previous_differs: '与上一条记录不衔接',
    content_differs: '记录内容被改动',
    head_differs: '尾部记录被截断',
    checkpoint_differs: '与检查点不一致',
  },
  failures: { 'audit.actor_malformed': '操作人编号不正确' },
};
