// The page's own words. What the vendor says stands in the operations and is never translated here.

const WORDS = {
  zh: {
    title: '测试工具',
    tagline: '直播第三方接口',
    language: '语言',
    chooser: '选择接口',
    system: '系统',
    webcasts: '直播',
    operation: '接口',
    search: '搜索名称、路径、标题…',
    address: '完整地址',
    login: '固定参数',
    parameters: '接口参数',
    noParameters: '该接口没有自己的参数。',
    send: '发送',
    sending: '发送中…',
    method: '请求方式',
    request: '请求',
    result: '结果',
    history: '历史',
    noHistory: '还没有发送过请求。',
    noResult: '填写参数后点击“发送”，结果显示在这里。',
    forget: '清空',
    copy: '复制',
    copied: '已复制',
    skipToParameters: '跳到参数',
    skipToResult: '跳到结果',
    site: '站点',
    siteHelp: '留空即为本沙箱',
    siteReal: (site) => `请求将发往 ${site}，并在那里真实生效。`,
    remember: '记住密码（明文）',
    administrator: '填入沙箱账号',
    secNone: '不加密',
    secMd5: 'MD5 加密',
    secSha1: 'SHA-1 加密',
    secHashed: '已是加密值',
    show: '显示',
    showSecret: (name) => `显示 ${name}`,
    times: '时间格式',
    millis: '毫秒数',
    text: '文本（北京时间）',
    lists: '列表格式',
    timeout: '超时（秒）',
    options: '更多选项',
    required: '必填',
    since: (revision) => `自 ${revision}`,
    sinceFirst: (revision) => `${revision} 之前已有`,
    defaultsTo: (value) => (value === '' ? '默认为空' : `默认 ${value}`),
    length: (bounds) => `长度 ${bounds}`,
    range: (bounds) => `范围 ${bounds}`,
    clamp: (bounds) => `超出 ${bounds} 时取边界值`,
    misprint: (words, meaning) => `“${words}” 应读作 “${meaning}”`,
    omitted: '不传',
    emptyText: '空文本',
    raw: '原文',
    rawLabel: (name) => `${name}：按原文填写`,
    chinaTime: '北京时间 (+08:00)',
    add: '添加',
    remove: '删除',
    addTo: (name) => `向 ${name} 添加一项`,
    removeItem: (name) => `删除 ${name}`,
    description: '接口说明',
    role: { admin: '管理员', organizer: '组织者', teacher: '教师' },
    effect: { read: '查询', create: '新建', update: '修改', delete: '删除' },
    type: {
      text: '文本',
      secret: '口令',
      url: '地址',
      integer: '整数',
      decimal: '小数',
      boolean: '布尔',
      time: '时间',
      date: '日期',
      textId: 'ID',
      numberId: '数字 ID',
      code: '代码',
      object: '对象',
      page: '分页',
    },
    listOf: (type) => `${type}列表`,
    hints: (count) => `${count} 处提示，仍可发送`,
    ready: '可以发送',
    hintRequired: '必填',
    hintLength: (bounds, length) => `长度应为 ${bounds}，现为 ${length}`,
    hintRange: (bounds) => `应在 ${bounds} 之间`,
    hintKind: (type) => `不是有效的${type}`,
    hintChoice: '不在文档所列的代码中',
    hintRequire: (other, values) => `${other} 为 ${values} 时必填`,
    hintFix: (value, other, values) => `${other} 为 ${values} 时只能为 ${value}`,
    hintOnly: (other, values) => `仅当 ${other} 为 ${values} 时有效`,
    hintOrder: (more) => `应小于 ${more}`,
    hintWindow: (start, days) => `与 ${start} 相距不得超过 ${days} 天，否则返回空列表`,
    windowRule: (start, end, days) => `${start} 与 ${end} 相距最多 ${days} 天`,
    passwordLeftOut: '密码不出现在链接、历史和地址中。',
    getWarning: 'GET 会把密码写进地址，经过的服务器日志都会记录。',
    secretsMasked: '密码和口令以 *** 显示。',
    pretty: '格式化',
    rawAnswer: '原文',
    headers: '响应头',
    noCode: '没有返回码',
    notJson: '返回的不是 JSON，请看原文。',
    truncated: '结果过长，只显示前一部分。',
    moreItems: (count) => `再显示 ${count} 项`,
    failed: {
      refused: '无法建立连接',
      timeout: '超时',
      tls: 'TLS 连接失败',
      broken: '连接中断',
      order: '请求有误',
    },
    notFollowed: '重定向未跟随',
    unreachable: '沙箱没有响应',
    rerun: '重新发送',
    rerunCall: (name) => `重新发送 ${name}`,
    openCall: (name) => `打开 ${name}`,
    needSecrets: '口令未保存，请重新填写',
    otherSite: (site) => `另一站点 ${site}：确认后请点击“发送”`,
    nothingFound: '没有匹配的接口',
    found: (count) => `${count} 个接口`,
  },
  en: {
    title: 'Test tool',
    tagline: 'Webcast interface for third parties',
    language: 'Language',
    chooser: 'Choose an operation',
    system: 'System',
    webcasts: 'Webcasts',
    operation: 'Operation',
    search: 'Search names, paths, titles…',
    address: 'Full address',
    login: 'Fixed parameters',
    parameters: 'Parameters',
    noParameters: 'This operation has no parameters of its own.',
    send: 'Send',
    sending: 'Sending…',
    method: 'Method',
    request: 'Request',
    result: 'Result',
    history: 'History',
    noHistory: 'Nothing has been sent yet.',
    noResult: 'Fill in the parameters and press “Send”; the result appears here.',
    forget: 'Clear',
    copy: 'Copy',
    copied: 'Copied',
    skipToParameters: 'Skip to the parameters',
    skipToResult: 'Skip to the result',
    site: 'Site',
    siteHelp: 'Empty: this sandbox',
    siteReal: (site) => `Calls go to ${site} and take effect there.`,
    remember: 'Remember password (in clear)',
    administrator: 'Sandbox’s login',
    secNone: 'Not hashed',
    secMd5: 'MD5',
    secSha1: 'SHA-1',
    secHashed: 'Is a hash already',
    show: 'Show',
    showSecret: (name) => `Show ${name}`,
    times: 'Times as',
    millis: 'milliseconds',
    text: 'text (China time)',
    lists: 'Lists as',
    timeout: 'Time-out (seconds)',
    options: 'More options',
    required: 'required',
    since: (revision) => `since ${revision}`,
    sinceFirst: (revision) => `before ${revision}`,
    defaultsTo: (value) => (value === '' ? 'default: empty' : `default ${value}`),
    length: (bounds) => `${bounds} characters`,
    range: (bounds) => `${bounds}`,
    clamp: (bounds) => `pulled into ${bounds}`,
    misprint: (words, meaning) => `Read “${words}” as “${meaning}”`,
    omitted: 'left out',
    emptyText: 'the empty text',
    raw: 'raw',
    rawLabel: (name) => `${name}: as raw text`,
    chinaTime: 'China time (+08:00)',
    add: 'Add',
    remove: 'Remove',
    addTo: (name) => `Add an entry to ${name}`,
    removeItem: (name) => `Remove ${name}`,
    description: 'What the vendor says',
    role: { admin: 'administrator', organizer: 'organizer', teacher: 'teacher' },
    effect: { read: 'reads', create: 'creates', update: 'changes', delete: 'deletes' },
    type: {
      text: 'text',
      secret: 'secret',
      url: 'address',
      integer: 'integer',
      decimal: 'decimal',
      boolean: 'boolean',
      time: 'time',
      date: 'date',
      textId: 'id',
      numberId: 'number id',
      code: 'code',
      object: 'object',
      page: 'page',
    },
    listOf: (type) => `list of ${type}s`,
    hints: (count) =>
      count === 1 ? '1 hint; it can be sent all the same' : `${count} hints; it can be sent all the same`,
    ready: 'Ready to send',
    hintRequired: 'required',
    hintLength: (bounds, length) => `should have ${bounds} characters, has ${length}`,
    hintRange: (bounds) => `should be within ${bounds}`,
    hintKind: (type) => `is not a valid ${type}`,
    hintChoice: 'is none of the codes that the document lists',
    hintRequire: (other, values) => `needed when ${other} is ${values}`,
    hintFix: (value, other, values) => `can only be ${value} when ${other} is ${values}`,
    hintOnly: (other, values) => `has a meaning only when ${other} is ${values}`,
    hintOrder: (more) => `should be less than ${more}`,
    hintWindow: (start, days) => `more than ${days} days after ${start}: the answer will be empty`,
    windowRule: (start, end, days) => `at most ${days} days from ${start} to ${end}`,
    passwordLeftOut: 'The password stands in no link, history or address.',
    getWarning: 'GET writes the password into the address, and so into the logs of every server on the way.',
    secretsMasked: 'Password and tokens are shown as ***.',
    pretty: 'Pretty',
    rawAnswer: 'Raw',
    headers: 'Headers',
    noCode: 'no return code',
    notJson: 'The answer is not JSON; see it raw.',
    truncated: 'The answer is too long; this is its beginning.',
    moreItems: (count) => `Show ${count} more`,
    failed: {
      refused: 'no connection',
      timeout: 'timed out',
      tls: 'TLS failed',
      broken: 'the connection broke',
      order: 'the request is at fault',
    },
    notFollowed: 'redirect not followed',
    unreachable: 'the sandbox does not answer',
    rerun: 'Send again',
    rerunCall: (name) => `Send ${name} again`,
    openCall: (name) => `Open ${name}`,
    needSecrets: 'tokens are not kept: fill them in again',
    otherSite: (site) => `another site, ${site}: look, then press “Send”`,
    nothingFound: 'No operation matches',
    found: (count) => `${count} operations`,
  },
};

/** The word of the chosen language; one with gaps takes what fills them. */
function word(key, ...gaps) {
  const entry = WORDS[state.language][key];
  return typeof entry === 'function' ? entry(...gaps) : entry;
}

/** Puts the words into the parts of the page that are always there. */
function speak() {
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  document.title = word('title');
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', word(element.dataset.label));
  for (const element of document.querySelectorAll('[data-placeholder]'))
    element.placeholder = word(element.dataset.placeholder);
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === state.language));
  }
}

/** Bounds as words: `6–15`, `≥ 1`. */
function span([min, max]) {
  if (min === null) return `≤ ${max}`;
  if (max === null) return `≥ ${min}`;
  return min === max ? `${min}` : `${min}–${max}`;
}

/** What is said of a row or an operation: in the chosen language first, the vendor's words always as they are. */
function remarks(summary, note, misprints = []) {
  const english = () => make('p', { class: 'english', lang: 'en' }, prose(summary));
  const chinese = () => make('p', { class: 'chinese', lang: 'zh-CN' }, note);
  const parts = [];
  if (state.language === 'en' && summary) parts.push(english());
  if (note) parts.push(chinese());
  else if (state.language === 'zh' && summary) parts.push(english());
  for (const [words, meaning] of misprints)
    parts.push(make('p', { class: 'misprint' }, word('misprint', words, meaning)));
  return parts;
}

/** Our own words, where names stand in backticks. */
const prose = (text) => text.split('`').map((part, index) => (index % 2 ? make('code', {}, part) : part));

/** A code with what it means. */
function meaning(choice) {
  const english = choice.summary.replace(/: (`.*`|the empty text)\.$/, '').replace(/\.$/, '');
  return state.language === 'zh' ? (choice.note ?? english) : english;
}
