// Words of the shared parts, Chinese.
export default {
  ui: {
    back: '返回', close: '关闭', cancel: '取消', confirm: '确定', retry: '重试', loading: '正在加载', more: '更多',
    save: '保存', search: '搜索', clear: '清除', required: '必填', optional: '选填', submit: '提交', edit: '编辑', remove: '删除',
    empty: '这里还没有内容', request_id: '请求编号', choose: '请选择', show_table: '查看数据表', show_chart: '查看图表',
    done: '完成', next: '下一步', previous: '上一步', all: '全部', yes: '是', no: '否', copy: '复制', copied: '已复制',
    decrease: '减少{label}', increase: '增加{label}', show_password: '显示密码', hide_password: '隐藏密码',
    pin: {
      title: '请输入支付密码', progress: '已输入 {count} 位，共 {length} 位', erase: '删除一位', clear: '清空',
      keyboard: '数字键盘', digit: '数字 {digit}',
    },
    code: { label: '短信验证码', send: '获取验证码', wait: '{seconds} 秒后重发' },
    stars: '{count} 星',
    qr: { label: '二维码', tap_refresh: '点此刷新' },
    table: {
      search: '在表中查找', rows: '共 {count} 条', page: '第 {page} 页，共 {pages} 页', page_size: '每页条数',
      sort_by: '按{column}排序', export: '导出', empty: '没有符合条件的记录', filter: '筛选', reload: '刷新',
      first: '首页', previous: '上一页', next: '下一页', last: '末页', choose_row: '选择本行', choose_all: '选择全部', actions: '操作',
    },
    import: {
      drop: '把文件拖到这里，或点击选择', formats: '支持 XLSX、CSV（UTF-8 或 GBK），不超过 {rows} 行', choose: '选择文件',
      columns: '列：{columns}', preview: '预览', rows_good: '{count} 行可导入', rows_bad: '{count} 行有问题', row: '行',
      problem: '问题', download_errors: '下载错误文件', download_sample: '下载模板', start: '导入 {count} 行',
      again: '换一个文件', unreadable: '无法读取这个文件，请确认是 XLSX 或 CSV 格式。', missing_columns: '缺少列：{columns}',
      too_many: '超过 {rows} 行，请分成几个文件。', empty: '文件里没有数据行。', all_or_nothing: '有问题的行修正之前，不会导入任何一行。',
      done: '已导入 {count} 行。', encoding: '编码 {encoding}', too_large: '文件超过 {size} MB。',
    },
    problem: {
      required: '请填写{label}', money: '请输入正确的金额，最多两位小数', number: '请输入数字', date: '日期应为 2026-01-31 的形式',
      mobile: '请输入 11 位手机号', choice: '可选值：{choices}', too_long: '不能超过 {max} 个字', integer: '请输入整数',
      at_least: '不能小于 {min}', at_most: '不能大于 {max}', repeated: '与第 {row} 行重复',
    },
  },
  failures: {
    client: {
      offline: '网络未连接，请检查后重试。', unreachable: '暂时连不上服务器，请稍后重试。',
      timed_out: '等待时间过长，没有收到结果。', unreadable: '服务器的回答无法识别，请稍后重试。', given_up: '操作已取消。',
    },
    by_class: {
      malformed: '提交的内容有误，请检查后重试。', unauthenticated: '登录已失效，请重新登录。',
      forbidden: '您没有权限进行这项操作。', missing: '没有找到相关内容，可能已被删除。', conflict: '内容已发生变化，请刷新后再试。',
      refused: '这项操作未能完成。', throttled: '操作太频繁，请稍后再试。', fault: '系统出了点问题，请稍后重试。',
      unavailable: '服务暂时不可用，请稍后重试。', offline: '网络未连接，请检查后重试。',
      uncertain: '结果尚未确认。请不要重新发起，点“重试”查询同一笔操作的结果。',
    },
    retry_after: '请在 {seconds} 秒后重试。',
  },
};
