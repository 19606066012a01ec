//! The next revision of the rows that every table repeats.

use expect_test::expect;

use super::revisions::block;
use super::{edits, revision, sample, swap};

#[test]
fn shared_rows() {
    let text = sample::text();
    let everywhere = text.replace("\t加密\n", "\t密码经过加密\n");
    revision(
        &everywhere,
        expect![[r#"
            spec/shared.yaml:4: `created#request.sec` note
                now | 密码经过加密 (document.txt:104)
                was | 加密
                likewise `export/vote#request.sec` (document.txt:173)
                likewise `ptz#request.sec` (document.txt:274)

            wrote spec/document.yaml
            wrote spec/shared.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    // Two of them are told apart, and so are rows of one table that change alike.
    revision(
        &text.replace("\t加密\n", "\t密码经过加密\n").replace("\t密码\n", "\t口令\n"),
        expect![[r#"
            spec/shared.yaml:4: `created#request.sec` note
                now | 密码经过加密 (document.txt:104)
                was | 加密
                likewise `export/vote#request.sec` (document.txt:173)
                likewise `ptz#request.sec` (document.txt:274)

            spec/shared.yaml:6: `created#request.password` note
                now | 口令 (document.txt:116)
                was | 密码
                likewise `export/vote#request.password` (document.txt:185)
                likewise `ptz#request.password` (document.txt:280)

            wrote spec/document.yaml
            wrote spec/shared.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[
            ("\t直播主题\n\t\n", "\t直播主题\n\t否\n"),
            ("\t直播开启时间\n\t\n", "\t直播开启时间\n\t否\n"),
        ],
        expect![[r#"
            spec/operations/created.yaml:12: `created#request.subject` optional
                now | 否 (document.txt:84)
                was | (empty)

            spec/operations/created.yaml:13: `created#request.startTime` optional
                now | 否 (document.txt:90)
                was | (empty)

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    // Once otherwise, once left out, once as everywhere after all.
    let created = block(&text, "创建直播", Some("导出直播投票结果"));
    let otherwise = swap(&text, created, &swap(created, "\t加密\n", "\t加密的\n"));
    revision(
        &otherwise,
        expect![[r#"
            spec/shared.yaml:4: `created#request.sec` note
                now | 加密的 (document.txt:104)
                was | 加密

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    let without = swap(
        &text,
        created,
        &swap(created, "\t\n\tmessage\n\tString\n\t说明\n\t是\n\n", ""),
    );
    revision(
        &without,
        expect![[r#"
            spec/operations/created.yaml: `created#response.message` removed
                was | message | String | 说明 | 是

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            25/25 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 147/147 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[(
            "\tloginName\n\tString\n\t登录名\n\t否\n",
            "\tloginName\n\tString\n\t登录名\n\t\n",
        )],
        expect![[r#"
            spec/operations/ptz.yaml:10: `ptz#request.loginName` optional
                now | (empty) (document.txt:262)
                was | 否

            gone, with the readings that went with it (paste back what still holds):
              `ptz#request.loginName`
                  loginName: { en: Login name here. }

            wrote spec/document.yaml
            wrote spec/operations/ptz.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}
