//! Samples of every kind: edits of the small spec, and the lines that come of them.

use expect_test::{Expect, expect};

use super::{check_tables, collect, lines, titles};
use crate::samples::{edited, small};
use crate::spec;

const CHANGELOG: &str = "changelog.yaml";
const SHARED: &str = "shared.yaml";
const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";

/// A kind by its English title, edits of files, and the lines of the kind after them.
type Sample =
    (&'static str, &'static [(&'static str, &'static str, &'static str)], Expect);

fn samples() -> Vec<Sample> {
    vec![
        (
            "Blanks in paths",
            &[],
            expect![[r#"
                | 1.1 | 2.1 创建直播 | 接口路径 | `/ webcast/created` | `/webcast/created` | `document`：其余 3 个路径都没有空格 |
                | 1.1 | 2.1 创建直播 | path | `/ webcast/created` | `/webcast/created` | `document`: the other 3 paths have no blanks |
            "#]],
        ),
        (
            "Titles that differ from the line of purpose",
            &[],
            expect![[r#"
            | 2.1 | 2.2 导出直播投票结果 | 标题 | 标题 `导出直播投票结果`，接口说明 `导出投票` | `导出直播投票结果` | `document`：两处用词不同 |
            | 2.1 | 2.2 导出直播投票结果 | title | title `导出直播投票结果`, purpose `导出投票` | `导出直播投票结果` | `document`: the two places differ |
        "#]],
        ),
        (
            "Remarks in the column of names",
            &[],
            expect![[r#"
                | 3.1 | 2.2 导出直播投票结果 | 返回参数 | `list.upload` | 属性名称 | `upload（可选）` | `upload` | `document`：其余 48 行的这一栏只有名称 |
                | 3.1 | 2.2 导出直播投票结果 | response | `list.upload` | name | `upload（可选）` | `upload` | `document`: the other 48 rows have nothing but the name there |
            "#]],
        ),
        (
            "Names that differ on the wire",
            &[],
            expect![[r#"
                | 4.1 | 2.1 创建直播 | 返回参数 | `Id` | 属性名称 | `Id` | `id` | `wire` |
                | 4.2 | 2.2 导出直播投票结果 | 返回参数 | `list.precentage` | 属性名称 | `precentage` | `percentage`，也接受 `precentage` | `wire` |
                | 4.3 | 2.2 导出直播投票结果 | 返回参数 | `list.kind` | 属性名称 | `kind` | `kind`，也接受 `choices.kind` | `wire` |
                | 4.1 | 2.1 创建直播 | response | `Id` | name | `Id` | `id` | `wire` |
                | 4.2 | 2.2 导出直播投票结果 | response | `list.precentage` | name | `precentage` | `percentage`; also accepted: `precentage` | `wire` |
                | 4.3 | 2.2 导出直播投票结果 | response | `list.kind` | name | `kind` | `kind`; also accepted: `choices.kind` | `wire` |
            "#]],
        ),
        (
            "Page objects",
            &[(
                VOTE,
                "  page:\n    type: JSONOBJECT\n    en: Where the page stands.\n",
                "  page:\n    type: JSONArray\n    en: Where the page stands.\n    evidence: wire\n",
            )],
            expect![[r#"
                | 5.1 | 2.2 导出直播投票结果 | 返回参数 | `page` | 类型 | `JSONArray` | 一个对象，不是数组 | `wire` |
                | 5.2 | 2.3 导出点播访问记录 | 返回参数 |  | 整行 | `pageNo`、`totalCounts` 与 `list` 并列 | 在对象 `page` 之内 | `cast` |
                | 5.1 | 2.2 导出直播投票结果 | response | `page` | type | `JSONArray` | one object, no array | `wire` |
                | 5.2 | 2.3 导出点播访问记录 | response |  | whole row | `pageNo`, `totalCounts` beside `list` | inside the object `page` | `cast` |
            "#]],
        ),
        (
            "Page objects",
            &[(
                VOTE,
                "paging: { number: pageNo, list: list, object: page, size: 50 }\n",
                "",
            )],
            expect![[r#"
                | 5.1 | 2.2 导出直播投票结果 | 返回参数 | `page` | 整行 | `page` | 一次返回全部数据，不分页 | `document`：请求参数中没有指定页数的行 |
                | 5.2 | 2.3 导出点播访问记录 | 返回参数 |  | 整行 | `pageNo`、`totalCounts` 与 `list` 并列 | 在对象 `page` 之内 | `cast` |
                | 5.1 | 2.2 导出直播投票结果 | response | `page` | whole row | `page` | one answer holds all rows; there are no further pages | `document`: no row of the request chooses a page |
                | 5.2 | 2.3 导出点播访问记录 | response |  | whole row | `pageNo`, `totalCounts` beside `list` | inside the object `page` | `cast` |
            "#]],
        ),
        (
            "Page objects",
            &[(VOTE, "object: page, size: 50", "object: pageDto, evidence: code")],
            expect![[r#"
                | 5.1 | 2.2 导出直播投票结果 | 返回参数 | `pageDto` | 整行 | 没有印出 | `list` 旁有对象 `pageDto` | `code` |
                | 5.2 | 2.3 导出点播访问记录 | 返回参数 |  | 整行 | `pageNo`、`totalCounts` 与 `list` 并列 | 在对象 `page` 之内 | `cast` |
                | 5.1 | 2.2 导出直播投票结果 | response | `pageDto` | whole row | not printed | there is an object `pageDto` beside `list` | `code` |
                | 5.2 | 2.3 导出点播访问记录 | response |  | whole row | `pageNo`, `totalCounts` beside `list` | inside the object `page` | `cast` |
            "#]],
        ),
        (
            "Page objects",
            &[(
                VOTE,
                "object: page, size: 50",
                "object: pageDto, flat: [pageNo, totalPages], evidence: cast",
            )],
            expect![[r#"
                | 5.1 | 2.2 导出直播投票结果 | 返回参数 | 整行 | `pageNo`、`totalPages` 与 `list` 并列 | 在对象 `pageDto` 之内 | `cast` |
                | 5.2 | 2.3 导出点播访问记录 | 返回参数 | 整行 | `pageNo`、`totalCounts` 与 `list` 并列 | 在对象 `page` 之内 | `cast` |
                | 5.1 | 2.2 导出直播投票结果 | response | whole row | `pageNo`, `totalPages` beside `list` | inside the object `pageDto` | `cast` |
                | 5.2 | 2.3 导出点播访问记录 | response | whole row | `pageNo`, `totalCounts` beside `list` | inside the object `page` | `cast` |
            "#]],
        ),
        (
            "Types that contradict the meaning",
            &[],
            expect![[r#"
                | 6.1 | 2.1–2.4 | 请求参数 | `sec` | 类型 | `String` | 布尔值 | `document`：说明为 `是否加密` |
                | 6.2 | 2.1 创建直播 | 请求参数 | `loginRequired` | 类型 | `String` | 布尔值 | `document`：说明为 `默认为false` |
                | 6.3 | 2.1 创建直播 | 请求参数 | `level` | 类型 | `String` | 整数 | `document`：说明为 `级别` |
                | 6.4 | 2.2 导出直播投票结果 | 返回参数 | `list.userId` | 类型 | `String` | ID，64 位整数 | `wire` |
                | 6.1 | 2.1–2.4 | request | `sec` | type | `String` | a boolean | `document`: the note reads `是否加密` |
                | 6.2 | 2.1 创建直播 | request | `loginRequired` | type | `String` | a boolean | `document`: the note reads `默认为false` |
                | 6.3 | 2.1 创建直播 | request | `level` | type | `String` | a whole number | `document`: the note reads `级别` |
                | 6.4 | 2.2 导出直播投票结果 | response | `list.userId` | type | `String` | an id: a whole number of 64 bits | `wire` |
            "#]],
        ),
        (
            "Types that contradict the meaning",
            &[
                (CREATED, "type: long, note: 开始时间", "type: Date, note: 开始时间"),
                (
                    VOTE,
                    "note: 页数, en: Number of the page., default: '1'",
                    "note: 页数, en: Number of the page., as: text",
                ),
            ],
            expect![[r#"
                | 6.1 | 2.1–2.4 | 请求参数 | `sec` | 类型 | `String` | 布尔值 | `document`：说明为 `是否加密` |
                | 6.2 | 2.1 创建直播 | 请求参数 | `loginRequired` | 类型 | `String` | 布尔值 | `document`：说明为 `默认为false` |
                | 6.3 | 2.1 创建直播 | 请求参数 | `level` | 类型 | `String` | 整数 | `document`：说明为 `级别` |
                | 6.4 | 2.1 创建直播 | 返回参数 | `startTime` | 类型 | `Date` | 时间，毫秒数 | `document`：1.1 章规定了返回时间的格式 |
                | 6.5 | 2.2 导出直播投票结果 | 请求参数 | `pageNo` | 类型 | `int` | 文本 | `document`：说明为 `页数` |
                | 6.6 | 2.2 导出直播投票结果 | 返回参数 | `list.userId` | 类型 | `String` | ID，64 位整数 | `wire` |
                | 6.1 | 2.1–2.4 | request | `sec` | type | `String` | a boolean | `document`: the note reads `是否加密` |
                | 6.2 | 2.1 创建直播 | request | `loginRequired` | type | `String` | a boolean | `document`: the note reads `默认为false` |
                | 6.3 | 2.1 创建直播 | request | `level` | type | `String` | a whole number | `document`: the note reads `级别` |
                | 6.4 | 2.1 创建直播 | response | `startTime` | type | `Date` | a moment, in milliseconds | `document`: chapter 1.1 lays down the form of times in answers |
                | 6.5 | 2.2 导出直播投票结果 | request | `pageNo` | type | `int` | text | `document`: the note reads `页数` |
                | 6.6 | 2.2 导出直播投票结果 | response | `list.userId` | type | `String` | an id: a whole number of 64 bits | `wire` |
            "#]],
        ),
        (
            "Spellings of types",
            &[],
            expect![[r#"
                | 7.1 | 2.1–2.4 | 类型 | 文本：`String` × 40 (2.1 `subject`)<br>64 位整数：`int` × 11 (2.1 `clientType`)、`Long` × 2 (2.2 `list.choices.userId`)、`long` × 1 (2.1 `startTime`)<br>布尔值：`boolean` × 1 (2.2 `list.upload`)<br>小数：`BigDecimal` × 1 (2.2 `list.precentage`)<br>文本的列表：`String[]` × 1 (2.4 `urls`)<br>对象的列表：`JSONArray` × 2 (2.2 `list`)、`Array` × 2 (2.2 `list.choices`)<br>一个对象：`JSONOBJECT` × 1 (2.2 `page`) | 10 种写法，7 种类型：同一行的写法含义相同 | `document`：没有一章区分这些写法 |
                | 7.1 | 2.1–2.4 | type | text: `String` × 40 (2.1 `subject`)<br>a whole number of 64 bits: `int` × 11 (2.1 `clientType`), `Long` × 2 (2.2 `list.choices.userId`), `long` × 1 (2.1 `startTime`)<br>a boolean: `boolean` × 1 (2.2 `list.upload`)<br>a number with a fraction: `BigDecimal` × 1 (2.2 `list.precentage`)<br>a list of texts: `String[]` × 1 (2.4 `urls`)<br>a list of objects: `JSONArray` × 2 (2.2 `list`), `Array` × 2 (2.2 `list.choices`)<br>one object: `JSONOBJECT` × 1 (2.2 `page`) | 10 spellings of 7 types: those in one line mean the same | `document`: no chapter tells these spellings apart |
            "#]],
        ),
        (
            "Optional or not, against the note",
            &[
                (CREATED, "as: int, range: ..9", "as: int, required: true"),
                (
                    CREATED,
                    "subject: { type: String, ",
                    "subject: { type: String, optional: false, required: false, ",
                ),
            ],
            expect![[r#"
                | 8.1 | 2.1 创建直播 | 请求参数 | `subject` | 是否可为空 | `否` | 可以不发送 | `document`：说明为 `直播主题（长度：1-250）` |
                | 8.2 | 2.1 创建直播 | 请求参数 | `level` | 是否可为空 | `是` | 必须发送 | `document`：说明为 `级别` |
                | 8.3 | 2.4 删除直播附件 | 请求参数 | `urls` | 是否可为空 | `必填` | 必须发送 | `document`：说明为 `附件的URL链接` |
                | 8.1 | 2.1 创建直播 | request | `subject` | optional | `否` | can be left out | `document`: the note reads `直播主题（长度：1-250）` |
                | 8.2 | 2.1 创建直播 | request | `level` | optional | `是` | must be sent | `document`: the note reads `级别` |
                | 8.3 | 2.4 删除直播附件 | request | `urls` | optional | `必填` | must be sent | `document`: the note reads `附件的URL链接` |
            "#]],
        ),
        (
            "Defaults that are not taken",
            &[(CREATED, ", default: 'false'", "")],
            expect![[r#"
                | 9.1 | 2.1 创建直播 | 请求参数 | `loginRequired` | 说明 | 默认值 `false` | 没有默认值 | `unverified` |
                | 9.1 | 2.1 创建直播 | request | `loginRequired` | note | the default `false` | no default | `unverified` |
            "#]],
        ),
        (
            "Missing rows",
            &[],
            expect![[r#"
                | 9.1 | 2.4 删除直播附件 | 请求参数 | `sec` | 整行 | 没有这一行 | 与他处相同 | `document`：4 个接口中有 3 个印有 |
                | 9.1 | 2.4 删除直播附件 | request | `sec` | whole row | the row is not printed | as everywhere | `document`: 3 of 4 operations print it |
            "#]],
        ),
        (
            "Missing rows",
            &[
                (DETACH, "without: [sec]", "without: [code, message]"),
                (DETACH, "response:\n  message: { type: String, note: 结果说明 }\n", ""),
            ],
            expect![[r#"
                | 9.1 | 2.4 删除直播附件 | 返回参数 | 整行 | 没有这张表 | 有 `code`、`message`，与他处相同 | `document`：4 个接口中有 3 个印有 |
                | 9.1 | 2.4 删除直播附件 | response | whole row | the table is not printed | `code`, `message`, as everywhere | `document`: 3 of 4 operations print it |
            "#]],
        ),
        (
            "Common rows that are printed differently",
            &[(
                DETACH,
                "message: { type: String, note: 结果说明 }",
                "message: { type: string, optional: false }",
            )],
            expect![[r#"
                | 10.1 | 2.4 删除直播附件 | 返回参数 | `message` | 类型 | `string` | `String` | `document`：其他 3 个接口如此印 |
                | 10.2 | 2.4 删除直播附件 | 返回参数 | `message` | 说明 | 空 | `结果说明` | `document`：其他 3 个接口如此印 |
                | 10.3 | 2.4 删除直播附件 | 返回参数 | `message` | 是否可为空 | `否` | `是` | `document`：其他 3 个接口如此印 |
                | 10.1 | 2.4 删除直播附件 | response | `message` | type | `string` | `String` | `document`: 3 other operations print it so |
                | 10.2 | 2.4 删除直播附件 | response | `message` | note | blank | `结果说明` | `document`: 3 other operations print it so |
                | 10.3 | 2.4 删除直播附件 | response | `message` | optional | `否` | `是` | `document`: 3 other operations print it so |
            "#]],
        ),
        (
            "Misprints in notes and descriptions",
            &[
                (
                    CREATED,
                    "note: 直播开启时间",
                    "note: 直播开启时间（详情见1.2）, misprints: { 见1.2: 见1.1 }",
                ),
                (
                    CREATED,
                    "note: 通知地址",
                    "note: 通知地|址`, misprints: { 地|址`: 地址 }",
                ),
                (CREATED, "note: 级别", "note: 级別, misprints: { 级別: 级别 }"),
                (VOTE, "  每页50条数据。\n", "  每页50条数据，由pageNum指定。\n"),
                (VOTE, "\nrequest:\n", "misprints: { pageNum: pageNo }\n\nrequest:\n"),
                (
                    DETACH,
                    "note: 附件的URL链接",
                    "note: 附建的URL链接, misprints: { 附建: 附件 }",
                ),
                (DETACH, "note: 名称, en", "note: 名秤, misprints: { 名秤: 名称 }, en"),
                (
                    DETACH,
                    "en: Id of the owner., as: user_id }",
                    "en: Id of the owner., as: user_id }\n      nick: { type: String, note: 名称 }",
                ),
                (SHARED, "note: 密码,", "note: 蜜码, misprints: { 蜜码: 密码 },"),
            ],
            expect![[r#"
                | 11.1 | 2.1–2.4 | 请求参数 | `password` | 说明 | `蜜码` | `密码` | `document`：由上下文可知 |
                | 11.2 | 2.1 创建直播 | 请求参数 | `startTime` | 说明 | `见1.2` | `见1.1` | `document`：1.2 是 `术语`，1.1 是 `时间规则` |
                | 11.3 | 2.1 创建直播 | 请求参数 | `level` | 说明 | `级別` | `级别` | `document`：由上下文可知 |
                | 11.4 | 2.1 创建直播 | 请求参数 | `callbackUrl` | 说明 | `` 地\|址` `` | `地址` | `document`：由上下文可知 |
                | 11.5 | 2.2 导出直播投票结果 |  |  | 描述 | `pageNum` | `pageNo` | `document`：表中没有 `pageNum`，只有 `pageNo` |
                | 11.6 | 2.3 导出点播访问记录 |  |  | 描述 | `vodID` | `vodId` | `document`：表中没有 `vodID`，只有 `vodId` |
                | 11.7 | 2.3 导出点播访问记录 | 返回参数 | `list.name` | 说明 | `老师` | `观众` | `document`：由上下文可知 |
                | 11.8 | 2.4 删除直播附件 | 请求参数 | `urls` | 说明 | `附建` | `附件` | `document`：标题有 `附件` |
                | 11.9 | 2.4 删除直播附件 | 请求参数 | `rows.name` | 说明 | `名秤` | `名称` | `document`：`rows.nick` 的说明有 `名称` |
                | 11.1 | 2.1–2.4 | request | `password` | note | `蜜码` | `密码` | `document`: the words around it tell |
                | 11.2 | 2.1 创建直播 | request | `startTime` | note | `见1.2` | `见1.1` | `document`: 1.2 is `术语`, 1.1 is `时间规则` |
                | 11.3 | 2.1 创建直播 | request | `level` | note | `级別` | `级别` | `document`: the words around it tell |
                | 11.4 | 2.1 创建直播 | request | `callbackUrl` | note | `` 地\|址` `` | `地址` | `document`: the words around it tell |
                | 11.5 | 2.2 导出直播投票结果 |  |  | description | `pageNum` | `pageNo` | `document`: the tables have no `pageNum`, but `pageNo` |
                | 11.6 | 2.3 导出点播访问记录 |  |  | description | `vodID` | `vodId` | `document`: the tables have no `vodID`, but `vodId` |
                | 11.7 | 2.3 导出点播访问记录 | response | `list.name` | note | `老师` | `观众` | `document`: the words around it tell |
                | 11.8 | 2.4 删除直播附件 | request | `urls` | note | `附建` | `附件` | `document`: the title has `附件` |
                | 11.9 | 2.4 删除直播附件 | request | `rows.name` | note | `名秤` | `名称` | `document`: the note of `rows.nick` has `名称` |
            "#]],
        ),
        (
            "Revisions that the tables contradict",
            &[(
                CHANGELOG,
                "  adds: [created#request.clientType]\n",
                "  adds: [created#request.clientType]\n  disagrees:\n    - { words: clienttype, about: spelling, tables: clientType }\n    - { words: '5.24', about: section, tables: export/vote }\n    - { words: 修改, about: verb, tables: created#request.clientType }\n    - { words: 新增, about: verb, tables: created#request.level }\n    - { words: 直播状态, about: place, tables: export/vote#response.list.subject }\n    - { words: 去掉了|链接, about: nothing }\n    - { words: '2021-05-19', about: date, tables: '2022-01-01' }\n",
            )],
            expect![[r#"
                | 12.1 | 修订记录 | 1: `2021-05-19` | 修订描述 | `clienttype` | `clientType` | `document`：接口表中的写法 |
                | 12.2 | 修订记录 | 1: `2021-05-19` | 修订描述 | `5.24` | 2.2 导出直播投票结果 | `document`：该接口现在的编号与标题 |
                | 12.3 | 修订记录 | 1: `2021-05-19` | 修订描述 | `修改` | 新增了 2.1 `clientType` | `document`：由接口表可知 |
                | 12.4 | 修订记录 | 1: `2021-05-19` | 修订描述 | `新增` | 修改了 2.1 `level` | `document`：由接口表可知 |
                | 12.5 | 修订记录 | 1: `2021-05-19` | 修订描述 | `直播状态` | 指的是 2.2 `list.subject` | `document`：所述内容在该处 |
                | 12.6 | 修订记录 | 1: `2021-05-19` | 修订描述 | `去掉了\|链接` | 不涉及任何一行 | `document`：接口表中没有所述内容 |
                | 12.7 | 修订记录 | 2: `2020-1-22` | 修订描述 | `/webcast/ export/vote` | `/webcast/export/vote` | `document`：接口表中的写法 |
                | 12.8 | 修订记录 | 2: `2020-1-22` | 修订描述 | `Subject` | `subject` | `document`：接口表中的写法 |
                | 12.9 | 修订记录 | 3: `2021-06-01` | 修订描述 | `5.9` | 2.4 删除直播附件 | `document`：该接口现在的编号与标题 |
                | 12.10 | 修订记录 | 3: `2021-06-01` | 修订描述 | `去掉了3处空格` | 不涉及任何一行 | `document`：接口表中没有所述内容 |
                | 12.11 | 修订记录 | 4: `2021-06-01` | 修订描述 | `导出直播投票结果` | 指的是 2.4 删除直播附件 | `document`：所述内容在该处 |
                | 12.12 | 修订记录 | 4: `2021-06-01` | 修订描述 | `修改` | 新增了 2.4 `urls` | `document`：由接口表可知 |
                | 12.1 | 修订记录 | 1: `2021-05-19` | text of revision | `clienttype` | `clientType` | `document`: the tables spell it so |
                | 12.2 | 修订记录 | 1: `2021-05-19` | text of revision | `5.24` | 2.2 导出直播投票结果 | `document`: the number and the title of the chapter today |
                | 12.3 | 修订记录 | 1: `2021-05-19` | text of revision | `修改` | 2.1 `clientType` was added | `document`: the tables show it |
                | 12.4 | 修订记录 | 1: `2021-05-19` | text of revision | `新增` | 2.1 `level` was changed | `document`: the tables show it |
                | 12.5 | 修订记录 | 1: `2021-05-19` | text of revision | `直播状态` | 2.2 `list.subject` is meant | `document`: what the words speak of stands there |
                | 12.6 | 修订记录 | 1: `2021-05-19` | text of revision | `去掉了\|链接` | it touches no row | `document`: the tables have nothing of the kind |
                | 12.7 | 修订记录 | 2: `2020-1-22` | text of revision | `/webcast/ export/vote` | `/webcast/export/vote` | `document`: the tables spell it so |
                | 12.8 | 修订记录 | 2: `2020-1-22` | text of revision | `Subject` | `subject` | `document`: the tables spell it so |
                | 12.9 | 修订记录 | 3: `2021-06-01` | text of revision | `5.9` | 2.4 删除直播附件 | `document`: the number and the title of the chapter today |
                | 12.10 | 修订记录 | 3: `2021-06-01` | text of revision | `去掉了3处空格` | it touches no row | `document`: the tables have nothing of the kind |
                | 12.11 | 修订记录 | 4: `2021-06-01` | text of revision | `导出直播投票结果` | 2.4 删除直播附件 is meant | `document`: what the words speak of stands there |
                | 12.12 | 修订记录 | 4: `2021-06-01` | text of revision | `修改` | 2.4 `urls` was added | `document`: the tables show it |
            "#]],
        ),
        (
            "Dates of revisions",
            &[],
            expect![[r#"
                | 13.1 | 修订记录 | 2: `2020-1-22` | 修订日期 | `2020-1-22` | 仍按所印日期 | `document`：上面的行是 `2021-05-19` |
                | 13.2 | 修订记录 | 2: `2020-1-22` | 修订日期 | `2020-1-22` | `2020-01-22` | `document`：其他行的月、日都是两位数 |
                | 13.1 | 修订记录 | 2: `2020-1-22` | date of revision | `2020-1-22` | the date as it is printed | `document`: a row above has `2021-05-19` |
                | 13.2 | 修订记录 | 2: `2020-1-22` | date of revision | `2020-1-22` | `2020-01-22` | `document`: the other rows write month and day with two digits |
            "#]],
        ),
    ]
}

#[test]
fn every_kind_is_told_in_these_words() {
    for (title, edits, expected) in samples() {
        let files = edited(small(), edits);
        let report = collect(&spec::load(&files).unwrap());
        expected.assert_eq(&lines(&report, title));
        check_tables(&report);
    }
}

#[test]
fn every_kind_has_a_sample() {
    let samples = samples();
    for kind in titles() {
        assert!(
            samples.iter().any(|(title, ..)| *title == kind),
            "`{kind}` has no sample"
        );
    }
}
