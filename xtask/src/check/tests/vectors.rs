//! Rules of wire vectors.

use expect_test::expect;

use super::{Bad, Edit, bad, worse};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad(DETACH, "    form: webcastId=8a6f&urls=a&urls=b\n", "", expect![[r#"
            operations/file/detach.yaml:31:5: the example has neither `form` nor `answer`; add one [example-form]
        "#]]),
        bad(DETACH, "- from: 'wire: a name that repeats'", "- from: ''", expect![[r#"
            operations/file/detach.yaml:31:11: `from` is empty; say where the vector comes from [example-form]
        "#]]),
        bad(CREATED, "form: subject=Rust&startTime=2021-05-19+10%3A00%3A00&", "form: startTime=2021-05-19+10%3A00%3A00&subject=Rust&", expect![[r#"
            operations/created.yaml:55:11: the form is not in the order of the rows; write `form: subject=Rust&startTime=2021-05-19+10%3A00%3A00&loginRequired=true&level=3` [example-body]
        "#]]),
        bad(CREATED, "    reads: { id: 8a6f, startTime: 1621389600000, status: 2 }\n", "", expect![[r#"
            operations/created.yaml:56:5: the answer has no `reads`; add what it reads as [example-form]
        "#]]),
        bad(CREATED, "    reads: { id: 8a6f,", "    times: text\n    reads: { id: 8a6f,", expect![[r#"
            operations/created.yaml:57:1: `times: text` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:58:5: `times` belongs to a request; remove it [example-form]
            operations/created.yaml:58:12: `times` changes nothing: no time is given; remove it [idle-example]
        "#]]),
        bad(DETACH, "    form: webcastId=8a6f&urls=a&urls=b\n", "    form: webcastId=8a6f&urls=a&urls=b\n    reads: {}\n", expect![[r#"
            operations/file/detach.yaml:35:5: `reads` belongs to an answer; remove it [example-form]
        "#]]),
        bad(DETACH, "    form: webcastId=8a6f&urls=a&urls=b\n", "    form: webcastId=8a6f&urls=a&urls=b\n    answer: '{}'\n", expect![[r#"
            operations/file/detach.yaml:31:5: the example has `form` and `answer`; keep one of the two [example-form]
        "#]]),
        bad(CREATED, "given: { subject: Rust, startTime", "given: { subjet: Rust, startTime", expect![[r#"
            operations/created.yaml:53:5: `given` leaves out `subject`, which must be sent; add it [example-given]
            operations/created.yaml:53:14: `subjet` is not a row of the request; did you mean `subject`? [example-given]
        "#]]),
        bad(CREATED, "loginRequired: true, level", "loginRequired: 'true', level", expect![[r#"
            operations/created.yaml:53:70: `loginRequired`: `"true"` is not `true` or `false`; give one [example-given]
        "#]]),
        bad(CREATED, "level: 3 }", "level: 10 }", expect![[r#"
            operations/created.yaml:53:83: `level`: `10` is not in `range: ..9`; give one that is [example-given]
        "#]]),
        bad(CREATED, "given: { subject: Rust,", "given: { subject: '',", expect![[r#"
            operations/created.yaml:53:23: `subject` is empty, but it must be sent; give a value [example-given]
            operations/created.yaml:53:23: `subject`: `` has 0 characters; give one of `length: 1..250` [example-given]
        "#]]),
        bad(CREATED, "telconf: '1', callbackUrl", "telconf: '7', callbackUrl", expect![[r#"
            operations/created.yaml:50:74: `telconf`: `7` is none of its codes; write one of `'0'`, `'1'` [example-given]
        "#]]),
        bad(CREATED, "telconf: '1', callbackUrl", "telconf: 1, callbackUrl", expect![[r#"
            operations/created.yaml:50:74: `telconf`: `1` is not written as text; put it into quotes: `'1'` [example-given]
        "#]]),
        bad(CREATED, "startTime: 2021-05-19 10:00:00", "startTime: tomorrow", expect![[r#"
            operations/created.yaml:50:44: `startTime`: `tomorrow` is not a time; give one [example-given]
        "#]]),
        bad(DETACH, "urls: [a b, c*]", "urls: a b", expect![[r#"
            operations/file/detach.yaml:29:37: `urls` is a list; put `[…]` around it [example-given]
        "#]]),
        bad(DETACH, "urls: [a b, c*]", "urls: []", expect![[r#"
            operations/file/detach.yaml:29:31: `urls` is empty, but it must be sent; give a value [example-given]
        "#]]),
        bad(DETACH, "rows: [{ userId: 42,", "rows: [{ userid: 42,", expect![[r#"
            operations/file/detach.yaml:29:57: `userid` is not a row of the request; did you mean `userId`? [example-given]
        "#]]),
        bad(DETACH, "urls%5B0%5D=a+b", "urls[0]=a+b", expect![[r#"
            operations/file/detach.yaml:30:1: `form: 'webcastId=8a6f&urls[0]=a+b&urls%5B1%5D=c*&rows%5B0%5D.userId=42&rows%5B0%5D.name=x'` should stand here; run `cargo xtask check --fix` [layout]
        "#]]),
        bad(CREATED, r#""status":"2"}'"#, r#""status":"2"'"#, expect![[r#"
            operations/created.yaml:57:13: the answer is not a JSON object: EOF while parsing an object at line 1 column 62; correct it [example-body]
        "#]]),
        bad(CREATED, r#"answer: '{"Id":"8a6f","code":0,"startTime":"1621389600000","status":"2"}'"#, "answer: '[]'", expect![[r#"
            operations/created.yaml:57:13: the answer is not a JSON object: invalid type: sequence, expected a map at line 1 column 0; correct it [example-body]
        "#]]),
        bad(CREATED, "reads: { id: 8a6f, startTime: 1621389600000,", "reads: { Id: 8a6f, startTime: 1621389600000,", expect![[r#"
            operations/created.yaml:58:14: `Id` is not a row of the response; did you mean `id`? [example-body]
        "#]]),
        bad(VOTE, "  - from: 'rules of the form: a day'\n    given: { webcastId: 8a6f, day: 2021-05-19 }\n    form: webcastId=8a6f&day=2021-05-19\n", "", expect![[r#"
            operations/export/vote.yaml:16:1: the examples have no `form`; add a wire vector of the request [example-missing]
        "#]]),
        worse(vec![Edit::Replace(CREATED, "https://example.com/直播&a=1", "https://school.gensee.com/直播&a=1"), Edit::Replace(CREATED, "https%3A%2F%2Fexample.com%2F", "https%3A%2F%2Fschool.gensee.com%2F")], expect![[r#"
            operations/created.yaml:50:1: `given:` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:50:5: `school.gensee.com` may be somebody's site; write `test.gensee.com` or `example.com` [example-host]
        "#]]),
    ]
}
