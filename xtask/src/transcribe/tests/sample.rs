//! A document of three operations with everything that the tool must tell apart.

use std::sync::LazyLock;

use crate::spec::{self, Files, Spec};

const DOCUMENT: &str = "\
title: Sample
source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
base_path: /integration/site
methods: POST/GET
chapters:
  - title: 修订记录
  - title: 访问说明
    sections:
      - title: 时间规则
        text: |-
          毫秒数
          或者文本
      - title: 术语
        table:
          - [编号, 术语]
          - ['1', 直播]
      - title: 返回码定义
  - title: 接口定义
operations: [created, export/vote, ptz]
";

const CHANGELOG: &str = "\
- { date: 2014-06-03, printed_date: 2014-6-3, author: 严逸飞, text: 增加realtime, changes: [created] }
- { date: 2019-01-11, author: 张成栋, text: 新增ptz接口, adds: [ptz] }
- { date: 2019-01-11, author: 李洋洋, text: 新增投票, adds: [export/vote] }
";

const SHARED: &str = "\
request:
  sec: { type: String, optional: true, note: 加密, en: Whether the password is hashed., as: bool }
  loginName: { type: String, note: 登录名, en: Login name. }
  password: { type: String, note: 密码, en: Password., secret: true }
response:
  code: { type: String, note: 代码, en: Code. }
  message: { type: String, optional: true, note: 说明, en: Message. }
return_codes:
  0: { note: 成功, name: success, en: It succeeded. }
  -1: { note: 失败, name: failure, en: It failed. }
callbacks: {}
glossary: {}
";

const CREATED: &str = "\
name: create_webcast
title: 创建直播
path: /webcast/created
printed_path: / webcast/created
en: Creates a webcast.
roles: [admin]
effect: create
description: 新建直播。
request:
  subject: { type: String, note: 直播主题, en: Subject., length: 1..250 }
  startTime: { type: String, note: 直播开启时间, as: time }
  telconf:
    type: String
    optional: true
    note: |-
      值为
      0: 不开启
      1: 开启
    rust_type: Telconf
    values: { '0': disabled, '1': enabled }
response:
  id: { type: String, note: 直播ID, as: webcast_id, always: true }
  maxVip: { printed_name: maxVip（可选）, type: Int, note: 并发 }
";

const VOTE: &str = "\
name: export_votes
title: 导出直播投票结果
path: /webcast/export/vote
request:
  webcastId: { type: String, note: 直播ID, as: webcast_id }
response:
  voteList:
    type: JSONArray
    rust_type: Vote
    fields:
      subject: { type: String, note: 投票的主题, en: Subject of the vote. }
      options:
        type: JSONArray
        rust_type: Choice
        fields:
          value: { type: String, note: 问题的值, en: The choice. }
          precentage: { type: BigDecimal, note: 百分比, rust_name: percentage }
";

const PTZ: &str = "\
name: control_camera
title: ptz指令
purpose: 控制摄像头
path: /webcast/ptz
methods: POST
without: [code, message]
effect: update
request:
  command: { type: String, optional: false, note: 0:上, rust_type: PtzCommand, values: { '0': up } }
  loginName: { type: String, optional: false, note: 登录名, en: Login name here. }
  times: { type: Int, optional: false, note: 次数 }
";

/// The sample in the canonical layout.
pub(super) fn files() -> Files {
    SAMPLE.0.clone()
}

/// Its model.
pub(super) fn spec() -> &'static Spec {
    &SAMPLE.1
}

static SAMPLE: LazyLock<(Files, Spec)> = LazyLock::new(|| {
    let texts = [
        ("document.yaml", DOCUMENT),
        ("changelog.yaml", CHANGELOG),
        ("shared.yaml", SHARED),
        ("operations/created.yaml", CREATED),
        ("operations/export/vote.yaml", VOTE),
        ("operations/ptz.yaml", PTZ),
    ];
    let files = texts.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let spec = super::load(&files);
    (spec::files(&spec), spec)
});

/// The text of the sample.
pub(super) fn text() -> String {
    super::text_of(spec())
}
