//! Every style, language and format of the document of the small spec.

use expect_test::expect;
use serde_json::Value;

use super::small_document;
use crate::openapi::formats::{
    FORMATS, LANGUAGES, LIST_LENGTH, Options, Output, STYLES, render,
};

fn options<'o>(format: &'o str, operation: Option<&'o str>) -> Options<'o> {
    let (style, lang) = (STYLES[0], LANGUAGES[0]);
    Options { style, lang, format, list_length: LIST_LENGTH, operation }
}

fn json(options: &Options<'_>) -> Value {
    match render(small_document(), options) {
        Ok(Output::Json(value)) => value,
        Ok(Output::Text(text)) => panic!("a text: {text}"),
        Err(fault) => panic!("{fault}"),
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for style in STYLES {
        for operation in [None, Some("export_votes"), Some("export-votes")] {
            for (format, root) in
                [("openapi", "/components/schemas"), ("json-schema", "/$defs")]
            {
                let value = json(&Options { style, ..options(format, operation) });
                let schemas =
                    value.pointer(root).and_then(Value::as_object).expect(root);
                let text = value.to_string();
                let links: Vec<_> = text.split("\"$ref\":\"").skip(1).collect();
                assert!(links.len() > 3, "{text}");
                for link in links {
                    let link = link.split('"').next().unwrap_or_default();
                    let name =
                        link.strip_prefix('#').and_then(|it| it.strip_prefix(root));
                    let name = name.and_then(|it| it.strip_prefix('/')).unwrap_or(link);
                    assert!(schemas.contains_key(name), "{link} of {format}");
                }
            }
        }
    }
}

#[test]
fn an_operation_that_is_not_there() {
    let fault = render(small_document(), &options(FORMATS[0], Some("create-vote")));
    let fault = fault.err().expect("there is no such operation");
    assert_eq!(
        fault,
        "`create_vote` is not an operation; `gensee operations` lists them"
    );
}

#[test]
fn lists_by_the_names_that_are_sent() {
    let value = json(&Options {
        style: "literal",
        list_length: 2,
        ..options("openapi", Some("detach_files"))
    });
    let own = &value["components"]["schemas"]["DetachFiles"]["allOf"][1];
    let names: Vec<_> = own["properties"].as_object().expect("rows").keys().collect();
    let form = &value["paths"]["/webcast/file/detach"]["post"]["requestBody"]["content"]
        ["application/x-www-form-urlencoded"];
    expect![[r#"["webcastId", "urls[0]", "urls[1]", "rows[0].userId", "rows[0].name", "rows[1].userId", "rows[1].name"]
["webcastId","urls[0]"]
{"loginName":"admin@example.com","password":"not-a-real-password","webcastId":"8a6f","urls[0]":"a b","urls[1]":"c*","rows[0].userId":42,"rows[0].name":"x"}
null"#]].assert_eq(&format!(
        "{names:?}\n{}\n{}\n{}",
        own["required"], form["examples"]["example1"]["value"], form["encoding"],
    ));
}

#[test]
fn one_language_or_both() {
    let told = |lang| {
        let value = json(&Options { lang, ..options("openapi", Some("export_votes")) });
        let vote = &value["components"]["schemas"]["Vote"]["properties"];
        format!(
            "{lang}: {} {}\n",
            value["paths"]["/webcast/export/vote"]["post"]["summary"],
            vote["subject"]["description"],
        )
    };
    expect![[r#"
        both: "Export votes · 导出直播投票结果" "Subject of the vote.\n\n投票的主题"
        en: "Export votes" "Subject of the vote."
        zh: "导出直播投票结果" "投票的主题"
    "#]]
    .assert_eq(&LANGUAGES.map(told).concat());
}

#[test]
fn a_postman_collection() {
    let value =
        json(&Options { lang: "en", ..options("postman", Some("detach_files")) });
    expect![[r#"
        [
          {
            "name": "webcast",
            "item": [
              {
                "name": "Detach files",
                "request": {
                  "method": "POST",
                  "url": "{{baseUrl}}/webcast/file/detach",
                  "description": "Takes files off a webcast.",
                  "body": {
                    "mode": "urlencoded",
                    "urlencoded": [
                      {
                        "key": "sec",
                        "disabled": true,
                        "value": "",
                        "description": "Whether `password` is hashed."
                      },
                      {
                        "key": "loginName",
                        "disabled": false,
                        "value": "{{loginName}}",
                        "description": "Login name of the account that makes the call."
                      },
                      {
                        "key": "password",
                        "disabled": false,
                        "value": "{{password}}",
                        "description": "Its password."
                      },
                      {
                        "key": "webcastId",
                        "disabled": false,
                        "value": "8a6f",
                        "description": "Id of the webcast."
                      },
                      {
                        "key": "urls[0]",
                        "disabled": false,
                        "value": "a b",
                        "description": "Addresses of the files."
                      },
                      {
                        "key": "urls[1]",
                        "disabled": false,
                        "value": "c*",
                        "description": "Addresses of the files."
                      },
                      {
                        "key": "urls[2]",
                        "disabled": true,
                        "value": "",
                        "description": "Addresses of the files."
                      },
                      {
                        "key": "rows[0].userId",
                        "disabled": false,
                        "value": "42",
                        "description": "Id of the owner."
                      },
                      {
                        "key": "rows[0].name",
                        "disabled": false,
                        "value": "x",
                        "description": "Name of the file."
                      },
                      {
                        "key": "rows[1].userId",
                        "disabled": true,
                        "value": "",
                        "description": "Id of the owner."
                      },
                      {
                        "key": "rows[1].name",
                        "disabled": true,
                        "value": "",
                        "description": "Name of the file."
                      },
                      {
                        "key": "rows[2].userId",
                        "disabled": true,
                        "value": "",
                        "description": "Id of the owner."
                      },
                      {
                        "key": "rows[2].name",
                        "disabled": true,
                        "value": "",
                        "description": "Name of the file."
                      }
                    ]
                  }
                }
              }
            ]
          }
        ]"#]]
    .assert_eq(&format!("{:#}", value["item"]));
}

#[test]
fn a_file_for_the_http_clients_of_editors() {
    let options = Options { lang: "en", ..options("http", None) };
    match render(small_document(), &options) {
        Ok(Output::Text(text)) => expect![[r#"
            # A small document
            @base = https://test.gensee.com/integration/site
            @loginName = 
            @password = 

            ### Create webcast
            # Creates a webcast.
            # @name create_webcast
            POST {{base}}/webcast/created
            Content-Type: application/x-www-form-urlencoded

            loginName={{loginName}}&password={{password}}&subject=Rust+%E5%85%AC%E5%BC%80%E8%AF%BE&startTime=1621389600000&telconf=1&callbackUrl=https%3A%2F%2Fexample.com%2F%25E7%259B%25B4%25E6%2592%25AD%26a%3D1

            ### Export votes
            # Exports the votes of a webcast, at most 7 days at a time.
            # @name export_votes
            POST {{base}}/webcast/export/vote
            Content-Type: application/x-www-form-urlencoded

            loginName={{loginName}}&password={{password}}&webcastId=8a6f&day=2021-05-19

            ### Export vod visits
            # Exports who watched a vod.
            # @name export_vod_visits
            POST {{base}}/webcast/vod/history
            Content-Type: application/x-www-form-urlencoded

            loginName={{loginName}}&password={{password}}&vodId=8a6f&pageSize=100

            ### Detach files
            # Takes files off a webcast.
            # @name detach_files
            POST {{base}}/webcast/file/detach
            Content-Type: application/x-www-form-urlencoded

            loginName={{loginName}}&password={{password}}&webcastId=8a6f&urls%5B0%5D=a+b&urls%5B1%5D=c*&rows%5B0%5D.userId=42&rows%5B0%5D.name=x
        "#]].assert_eq(&text),
        other => panic!("no text: {:?}", other.err()),
    }
}

#[test]
fn the_schema_of_an_answer() {
    let value = json(&options("json-schema", Some("create_webcast")));
    let validator = jsonschema::validator_for(&value).expect("a schema");
    for (answer, is_valid) in [
        (r#"{"code":"0","id":"8a6f","status":2}"#, true),
        (r#"{"code":"0","id":"8a6f","status":7,"more":[]}"#, true),
        (r#"{"code":"500","message":"no"}"#, true),
        (r#"{"code":"0"}"#, false),
        (r#"{"id":"8a6f"}"#, false),
    ] {
        let answer = serde_json::from_str(answer).expect("JSON");
        assert_eq!(validator.is_valid(&answer), is_valid, "{answer}");
    }
}
