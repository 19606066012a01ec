//! Rules of wire vectors.

use expect_test::expect;

use super::{Bad, Edit, bad, worse};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad("example-form", DETACH, "    form: webcastId=8a6f&urls=a&urls=b\n", "", expect![[r#"
            operations/file/detach.yaml:30:5: the example has neither `form` nor `answer`; add one [example-form]
        "#]]),
        bad("example-form", DETACH, "- from: 'wire: a name that repeats'", "- from: ''", expect![[r#"
            operations/file/detach.yaml:30:11: `from` is empty; say where the vector comes from [example-form]
        "#]]),
        bad("example-form", CREATED, "    reads: { id: 8a6f, startTime: 1621389600000, status: 2 }\n", "", expect![[r#"
            operations/created.yaml:56:5: the answer has no `reads`; add what it reads as [example-form]
        "#]]),
        bad("example-form", CREATED, "    reads: { id: 8a6f,", "    times: text\n    reads: { id: 8a6f,", expect![[r#"
            operations/created.yaml:57:1: `times: text` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:58:5: `times` belongs to a request; remove it [example-form]
            operations/created.yaml:58:12: `times` changes nothing: no time is given; remove it [idle-example]
        "#]]),
        bad("example-form", DETACH, "    form: webcastId=8a6f&urls=a&urls=b\n", "    form: webcastId=8a6f&urls=a&urls=b\n    reads: {}\n", expect![[r#"
            operations/file/detach.yaml:34:5: `reads` belongs to an answer; remove it [example-form]
        "#]]),
        bad("example-form", DETACH, "    form: webcastId=8a6f&urls=a&urls=b\n", "    form: webcastId=8a6f&urls=a&urls=b\n    answer: '{}'\n", expect![[r#"
            operations/file/detach.yaml:30:5: the example has both `form` and `answer`; make two of it [example-form]
        "#]]),
        bad("example-given", CREATED, "given: { subject: Rust, startTime", "given: { subjet: Rust, startTime", expect![[r#"
            operations/created.yaml:53:5: `given` leaves out `subject`, which must be sent; add it [example-given]
            operations/created.yaml:53:14: `subjet` is not a row of the request; did you mean `subject`? [example-given]
        "#]]),
        bad("example-given", CREATED, "loginRequired: true, level", "loginRequired: 'true', level", expect![[r#"
            operations/created.yaml:53:70: `loginRequired` is `true` or `false`, not `"true"` [example-given]
        "#]]),
        bad("example-given", CREATED, "level: 3 }", "level: 10 }", expect![[r#"
            operations/created.yaml:53:83: `level`: `10` is not in `..9` as its `range` says [example-given]
        "#]]),
        bad("example-given", CREATED, "given: { subject: Rust,", "given: { subject: '',", expect![[r#"
            operations/created.yaml:53:23: `subject` is empty, but it must be sent; give a value [example-given]
            operations/created.yaml:53:23: `subject`: `` has 0 characters, not `1..250` as its `length` says [example-given]
        "#]]),
        bad("example-given", CREATED, "telconf: '1', callbackUrl", "telconf: '7', callbackUrl", expect![[r#"
            operations/created.yaml:50:74: `telconf`: `7` is none of its codes: `0`, `1` [example-given]
        "#]]),
        bad("example-given", CREATED, "telconf: '1', callbackUrl", "telconf: 1, callbackUrl", expect![[r#"
            operations/created.yaml:50:74: `telconf` is a code, given as text, not `1` [example-given]
        "#]]),
        bad("example-given", CREATED, "startTime: 2021-05-19 10:00:00", "startTime: tomorrow", expect![[r#"
            operations/created.yaml:50:44: `startTime`: `tomorrow` is not a time [example-given]
        "#]]),
        bad("example-given", DETACH, "urls: [a b, c*]", "urls: a b", expect![[r#"
            operations/file/detach.yaml:28:37: `urls` is a list; give `[…]` [example-given]
        "#]]),
        bad("example-given", DETACH, "urls: [a b, c*]", "urls: []", expect![[r#"
            operations/file/detach.yaml:28:31: `urls` is empty, but it must be sent; give a value [example-given]
            operations/file/detach.yaml:29:11: the parameters are written `webcastId=8a6f&rows%5B0%5D.userId=42&rows%5B0%5D.name=x`, not `webcastId=8a6f&urls%5B0%5D=a+b&urls%5B1%5D=c*&rows%5B0%5D.userId=42&rows%5B0%5D.name=x`; parameter 2 is `rows%5B0%5D.userId=42` where `urls%5B0%5D=a+b` stands [example-request]
        "#]]),
        bad("example-given", DETACH, "rows: [{ userId: 42,", "rows: [{ userid: 42,", expect![[r#"
            operations/file/detach.yaml:28:57: `userid` is not a row of the request; did you mean `userId`? [example-given]
        "#]]),
        bad("example-request", CREATED, "&telconf=1&", "&telconf=0&", expect![[r#"
            operations/created.yaml:51:11: the parameters are written `subject=Rust+%E5%85%AC%E5%BC%80%E8%AF%BE&startTime=1621389600000&telconf=1&callbackUrl=https%3A%2F%2Fexample.com%2F%25E7%259B%25B4%25E6%2592%25AD%26a%3D1`, not `subject=Rust+%E5%85%AC%E5%BC%80%E8%AF%BE&startTime=1621389600000&telconf=0&callbackUrl=https%3A%2F%2Fexample.com%2F%25E7%259B%25B4%25E6%2592%25AD%26a%3D1`; parameter 3 is `telconf=1` where `telconf=0` stands [example-request]
        "#]]),
        bad("example-request", CREATED, "subject=Rust+%E5", "subject=Rust%20%E5", expect![[r#"
            operations/created.yaml:51:11: the parameters are written `subject=Rust+%E5%85%AC%E5%BC%80%E8%AF%BE&startTime=1621389600000&telconf=1&callbackUrl=https%3A%2F%2Fexample.com%2F%25E7%259B%25B4%25E6%2592%25AD%26a%3D1`, not `subject=Rust%20%E5%85%AC%E5%BC%80%E8%AF%BE&startTime=1621389600000&telconf=1&callbackUrl=https%3A%2F%2Fexample.com%2F%25E7%259B%25B4%25E6%2592%25AD%26a%3D1`; parameter 1 is `subject=Rust+%E5%85%AC%E5%BC%80%E8%AF%BE` where `subject=Rust%20%E5%85%AC%E5%BC%80%E8%AF%BE` stands [example-request]
        "#]]),
        bad("example-request", CREATED, "2021-05-19+10%3A00%3A00", "1621389600000", expect![[r#"
            operations/created.yaml:55:11: the parameters are written `subject=Rust&startTime=2021-05-19+10%3A00%3A00&loginRequired=true&level=3`, not `subject=Rust&startTime=1621389600000&loginRequired=true&level=3`; parameter 2 is `startTime=2021-05-19+10%3A00%3A00` where `startTime=1621389600000` stands [example-request]
        "#]]),
        bad("example-request", CREATED, "%2F%25E7%259B%25B4", "%2F%E7%9B%B4", expect![[r#"
            operations/created.yaml:51:11: the parameters are written `subject=Rust+%E5%85%AC%E5%BC%80%E8%AF%BE&startTime=1621389600000&telconf=1&callbackUrl=https%3A%2F%2Fexample.com%2F%25E7%259B%25B4%25E6%2592%25AD%26a%3D1`, not `subject=Rust+%E5%85%AC%E5%BC%80%E8%AF%BE&startTime=1621389600000&telconf=1&callbackUrl=https%3A%2F%2Fexample.com%2F%E7%9B%B4%25E6%2592%25AD%26a%3D1`; parameter 4 is `callbackUrl=https%3A%2F%2Fexample.com%2F%25E7%259B%25B4%25E6%2592%25AD%26a%3D1` where `callbackUrl=https%3A%2F%2Fexample.com%2F%E7%9B%B4%25E6%2592%25AD%26a%3D1` stands [example-request]
        "#]]),
        bad("example-request", DETACH, "urls%5B0%5D=a+b", "urls[0]=a+b", expect![[r#"
            operations/file/detach.yaml:29:1: `form: 'webcastId=8a6f&urls[0]=a+b&urls%5B1%5D=c*&rows%5B0%5D.userId=42&rows%5B0%5D.name=x'` should stand here; run `cargo xtask check --fix` [layout]
            operations/file/detach.yaml:29:11: the parameters are written `webcastId=8a6f&urls%5B0%5D=a+b&urls%5B1%5D=c*&rows%5B0%5D.userId=42&rows%5B0%5D.name=x`, not `webcastId=8a6f&urls[0]=a+b&urls%5B1%5D=c*&rows%5B0%5D.userId=42&rows%5B0%5D.name=x`; parameter 2 is `urls%5B0%5D=a+b` where `urls[0]=a+b` stands [example-request]
        "#]]),
        bad("example-request", DETACH, "&rows%5B0%5D.name=x", "", expect![[r#"
            operations/file/detach.yaml:29:11: the parameters are written `webcastId=8a6f&urls%5B0%5D=a+b&urls%5B1%5D=c*&rows%5B0%5D.userId=42&rows%5B0%5D.name=x`, not `webcastId=8a6f&urls%5B0%5D=a+b&urls%5B1%5D=c*&rows%5B0%5D.userId=42`; parameter 5 is `rows%5B0%5D.name=x` where nothing stands [example-request]
        "#]]),
        bad("example-request", VOTE, "&day=2021-05-19", "&day=2021-05-19&pageNo=1", expect![[r#"
            operations/export/vote.yaml:51:11: the parameters are written `webcastId=8a6f&day=2021-05-19`, not `webcastId=8a6f&day=2021-05-19&pageNo=1`; parameter 3 is nothing where `pageNo=1` stands [example-request]
        "#]]),
        bad("example-answer", CREATED, r#"answer: '{"Id""#, r#"answer: '{"Idd""#, expect![[r#"
            operations/created.yaml:57:13: `$.Idd` is not a row of the response; did you mean `id`? [example-answer]
            operations/created.yaml:58:5: `$.id` reads as nothing, not `"8a6f"`; correct it [example-reads]
        "#]]),
        bad("example-answer", CREATED, r#""status":"2"}'"#, r#""status":"2"'"#, expect![[r#"
            operations/created.yaml:57:13: the answer is not JSON: EOF while parsing an object at line 1 column 62 [example-answer]
        "#]]),
        bad("example-answer", CREATED, r#"answer: '{"Id":"8a6f","code":0,"startTime":"1621389600000","status":"2"}'"#, "answer: '[]'", expect![[r#"
            operations/created.yaml:57:13: the answer is not a JSON object; every answer is one [example-answer]
        "#]]),
        bad("example-answer", VOTE, r#""page":[{"pageNo":1,"totalPages":1}]"#, r#""page":[{"pageNo":1,"totalPage":1}]"#, expect![[r#"
            operations/export/vote.yaml:54:7: `$.page.totalPage` is not a row of the response; did you mean `totalPages`? [example-answer]
            operations/export/vote.yaml:56:5: `$.page.totalPages` reads as nothing, not `1`; correct it [example-reads]
        "#]]),
        bad("example-reads", CREATED, "reads: { id: 8a6f, startTime: 1621389600000,", "reads: { Id: 8a6f, startTime: 1621389600000,", expect![[r#"
            operations/created.yaml:58:5: `$.id` reads as `"8a6f"`, not nothing; correct it [example-reads]
        "#]]),
        bad("example-reads", CREATED, "reads: { id: 8a6f, startTime: 1621389600000,", "reads: { id: 8a6f, startTime: '1621389600000',", expect![[r#"
            operations/created.yaml:58:5: `$.startTime` reads as `1621389600000`, not `"1621389600000"`; correct it [example-reads]
        "#]]),
        bad("example-reads", CREATED, "startTime: 1621389600000, status: 2 }", "status: 2, startTime: 1621389600000 }", expect![[r#"
            operations/created.yaml:58:5: `reads` has its keys in another order than the table has its rows; follow the table [example-reads]
        "#]]),
        bad("example-reads", VOTE, "          choices: []\n", "", expect![[r#"
            operations/export/vote.yaml:56:5: `$.list[0].choices` reads as `[]`, not nothing; correct it [example-reads]
        "#]]),
        bad("example-reads", VOTE, r#""upload":"true""#, r#""upload":"maybe""#, expect![[r#"
            operations/export/vote.yaml:56:5: `$.list[0].upload` is `true` or `false`, but the answer has `"maybe"`; correct one of the two [example-reads]
        "#]]),
        bad("example-missing", VOTE, "  - from: 'rules of the form: a day'\n    given: { webcastId: 8a6f, day: 2021-05-19 }\n    form: webcastId=8a6f&day=2021-05-19\n", "", expect![[r#"
            operations/export/vote.yaml:16:1: the examples have no `form`; add a wire vector of the request [example-missing]
        "#]]),
        worse("example-host", vec![Edit::Replace(CREATED, "https://example.com/直播&a=1", "https://school.gensee.com/直播&a=1"), Edit::Replace(CREATED, "https%3A%2F%2Fexample.com%2F", "https%3A%2F%2Fschool.gensee.com%2F")], expect![[r#"
            operations/created.yaml:50:1: `given:` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:50:5: `school.gensee.com` may be somebody's site; write `test.gensee.com` or `example.com` [example-host]
        "#]]),
    ]
}
