// The shell's own words, Chinese.
export default {
  shell: {
    name: '数字民生', slogan: '身边的生活，安心的金融',
    tab: { home: '首页', functions: '功能', messages: '消息', mine: '我的', label: '主导航' },
    greeting: { morning: '早上好', noon: '中午好', afternoon: '下午好', evening: '晚上好' },
    sign_in: '登录 / 注册', sign_in_hint: '登录后查看账户和订单', sign_out: '退出登录', signed_out: '已退出登录',
    search: { open: '搜索功能、缴费、订餐…', title: '搜索', label: '搜索功能', none: '没有找到“{text}”', none_hint: '换个说法，或到全部功能里看看。', found: '找到 {count} 项', hint: '可输入汉字、拼音或首字母，例如“shitang”“dc”。', try: '大家常找' },
    home: { favourites: '我的常用', edit: '编辑', scenarios: '生活场景', all: '全部功能', favourites_empty: '在“功能”里点亮星标，常用功能就会出现在这里。', no_scenarios: '服务正在准备中', no_scenarios_hint: '开通后会出现在这里。' },
    elder: { enter: '长辈版', leave: '标准版', offer_title: '字太小，看不清？', offer_text: '长辈版字更大、更简单，没有广告。', offer_yes: '换成长辈版', offer_no: '暂不需要', now: '当前为长辈版', back: '返回标准版', home: '常用服务', all: '更多功能' },
    functions: { title: '全部功能', star: '把{title}加入常用', unstar: '把{title}移出常用', none: '还没有可用的功能' },
    favourites: { title: '编辑常用', up: '上移{title}', down: '下移{title}', drop: '移除{title}', add: '添加', hint: '最多 {max} 项，用箭头调整顺序。', full: '最多 {max} 项，请先移除一项。' },
    settings: { title: '设置', display: '显示', language: '语言', theme: '外观', theme_auto: '跟随系统', theme_light: '浅色', theme_dark: '深色', text: '文字大小', text_1: '标准', text_2: '较大', text_3: '特大', elder: '长辈版', elder_text: '大字、大按钮、常用服务，没有广告', sample: '晚餐 12.50 元，已支付。', session: '账号' },
    missing: { title: '没有这个页面', text: '链接可能已失效。', home: '回到首页' },
    closed: { title: '暂未开放', text: '这项服务还没有开通。' },
    broken: { title: '页面没有打开', text: '可能是网络中断或版本已更新。', again: '重新加载' },
    idle: '离开时间较长，为了安全请重新登录。', rejected: '登录已失效，请重新登录。', offline: '网络未连接',
  },
};
