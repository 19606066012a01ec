//! Operations, and what is said about one as a whole.

use expect_test::expect;

use super::{
    Example, created, detach, example, owned, put, some, text, upon, vote, words,
};
use crate::spec::{
    Condition, Days, Effect, Evidence, ListEncoding, Meaning, OneOrMany, Operation,
    Paging, Role, Row, Spec, Window,
};

/// An operation whose answer is a list without pages.
fn add_list(spec: &mut Spec) {
    let entry = |name: &str| Row {
        ty: some("JSONArray"),
        rust_type: some(name),
        fields: [("text".to_owned(), text())].into(),
        ..Row::default()
    };
    let moment = Row { optional: Some(true), meaning: Some(Meaning::Time), ..text() };
    let day = Row { meaning: Some(Meaning::Date), ..moment.clone() };
    let number = Row { optional: Some(true), ty: some("int"), ..Row::default() };
    let request = [
        ("start", moment.clone()),
        ("end", moment),
        ("first", day.clone()),
        ("last", day),
        ("pageNo", number.clone()),
        ("pageSize", number.clone()),
    ];
    let response = [("list", entry("Listed")), ("number", number)];
    let list = Operation {
        name: some("list_all"),
        title: "列表".to_owned(),
        path: "/webcast/list".to_owned(),
        effect: Some(Effect::Read),
        request: request.map(|(name, row)| (name.to_owned(), row)).into(),
        response: response.map(|(name, row)| (name.to_owned(), row)).into(),
        ..Operation::default()
    };
    spec.operations.insert("list".to_owned(), list);
}

fn list(spec: &mut Spec) -> &mut Operation {
    &mut spec.operations["list"]
}

fn add_page(spec: &mut Spec) {
    let page =
        Row { ty: some("JSONOBJECT"), meaning: Some(Meaning::Page), ..Row::default() };
    list(spec).response.insert("page".to_owned(), page.clone());
    list(spec).response.insert("otherPage".to_owned(), page);
}

fn window() -> Option<Window> {
    Some(Window { start: "start".to_owned(), end: "end".to_owned(), max: Days(7) })
}

fn paging() -> Option<Paging> {
    Some(Paging {
        number: "pageNo".to_owned(),
        list: "list".to_owned(),
        object: "page".to_owned(),
        flat: Vec::new(),
        size: None,
        sized_by: None,
        evidence: None,
    })
}

/// Another list, whose rows are of another type.
fn add_other_list(spec: &mut Spec) {
    let mut other = list(spec).response["list"].clone();
    other.rust_type = some("Other1");
    list(spec).response.insert("others".to_owned(), other);
}

fn of_pages(spec: &mut Spec) -> &mut Paging {
    list(spec).paging.get_or_insert_with(|| paging().expect("pages"))
}

pub fn examples() -> Vec<Example> {
    vec![
        example(
            add_list,
            expect![[r#"
            operation-added: list [safe minor]
        "#]],
        ),
        example(
            |spec| {
                spec.operations.shift_remove("export/vote");
            },
            expect![[r#"
                operation-removed: export/vote [breaking major]
            "#]],
        ),
        example(
            |spec| put(&mut spec.operations, "file/detach", 0),
            expect![[r#"
            operation-moved: file/detach [safe patch]
        "#]],
        ),
        example(
            |spec| {
                let created = created(spec);
                created.name = some("make_webcast");
                created.title = "新建直播".to_owned();
                created.purpose = some("新建");
                created.path = "/webcast/create".to_owned();
                created.printed_path = None;
                created.en = some("Makes a webcast.");
                created.effect = Some(Effect::Update);
                created.description = some("新建");
                created.misprints = [("新", "旧")].map(owned).into();
            },
            expect![[r#"
                operation-name-changed: created name [safe major]
                operation-title-changed: created title [safe patch]
                operation-purpose-changed: created purpose [safe none]
                operation-path-changed: created path [breaking patch]
                operation-printed-path-changed: created printed_path [safe none]
                operation-en-changed: created en [safe patch]
                operation-effect-changed: created effect [risky patch]
                operation-description-changed: created description [risky patch]
                operation-misprints-changed: created misprints [safe none]
            "#]],
        ),
        example(
            |spec| {
                created(spec).methods = some("POST");
                vote(spec).methods = some("POST/GET/PUT");
                detach(spec).methods = some("Post / Get");
            },
            expect![[r#"
                operation-methods-narrowed: created methods [breaking none]
                operation-methods-widened: export/vote methods [safe none]
                operation-methods-changed: file/detach methods [safe none]
            "#]],
        ),
        example(
            |spec| {
                created(spec).without = words(&["message"]);
                detach(spec).without.clear();
            },
            expect![[r#"
                operation-without-narrowed: created without [risky patch]
                operation-without-widened: file/detach without [safe patch]
            "#]],
        ),
        upon(
            |spec| created(spec).without = words(&["sec", "message"]),
            |spec| created(spec).without = words(&["message", "sec"]),
            expect![[r#"
                operation-without-moved: created without [safe none]
            "#]],
        ),
        example(
            |spec| {
                created(spec).roles = vec![Role::Admin, Role::Organizer];
                vote(spec).roles = vec![Role::Admin, Role::Teacher];
                detach(spec).roles = vec![Role::Teacher];
            },
            expect![[r#"
                operation-roles-moved: created roles [safe patch]
                operation-roles-widened: export/vote roles [safe patch]
                operation-roles-narrowed: file/detach roles [breaking patch]
            "#]],
        ),
        example(
            |spec| {
                created(spec).list_encoding = Some(ListEncoding::Indexed);
                detach(spec).list_encoding = Some(ListEncoding::Repeated);
            },
            expect![[r#"
                operation-list-encoding-added: created list_encoding [safe none]
                operation-list-encoding-changed: file/detach list_encoding [breaking none]
            "#]],
        ),
        example(
            |spec| detach(spec).list_encoding = None,
            expect![[r#"
            operation-list-encoding-removed: file/detach list_encoding [safe none]
        "#]],
        ),
        upon(
            add_list,
            |spec| list(spec).window = window(),
            expect![[r#"
            window-added: list#window [breaking minor]
        "#]],
        ),
        example(
            |spec| vote(spec).window = None,
            expect![[r#"
            window-removed: export/vote#window [safe major]
        "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                list(spec).window = window();
            },
            |spec| list(spec).window = None,
            expect![[r#"
                window-removed: list#window [safe major]
            "#]],
        ),
        example(
            |spec| vote(spec).window.iter_mut().for_each(|window| window.max = Days(6)),
            expect![[r#"
                window-max-narrowed: export/vote#window max [breaking patch]
            "#]],
        ),
        example(
            |spec| vote(spec).window.iter_mut().for_each(|window| window.max = Days(8)),
            expect![[r#"
                window-max-widened: export/vote#window max [safe patch]
            "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                list(spec).request.insert(
                    "until".to_owned(),
                    Row { meaning: Some(Meaning::Time), ..text() },
                );
                list(spec).window = window();
            },
            |spec| {
                list(spec)
                    .window
                    .iter_mut()
                    .for_each(|window| window.end = "until".to_owned());
            },
            expect![[r#"
                window-ends-changed: list#window end [breaking patch]
            "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                list(spec).window = window();
            },
            |spec| {
                list(spec).window.iter_mut().for_each(|window| {
                    window.start = "first".to_owned();
                    window.end = "last".to_owned();
                });
            },
            expect![[r#"
                window-unit-changed: list#window start [breaking major]
                window-unit-changed: list#window end [breaking major]
            "#]],
        ),
        upon(
            add_list,
            |spec| list(spec).paging = paging(),
            expect![[r#"
            paging-added: list#paging [safe minor]
        "#]],
        ),
        upon(
            add_list,
            |spec| {
                list(spec).paging =
                    paging().map(|paging| Paging { flat: words(&["number"]), ..paging });
            },
            expect![[r#"
                paging-fields-added: list#paging [safe major]
            "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                list(spec).window = window();
            },
            |spec| list(spec).paging = paging(),
            expect![[r#"
                paging-added: list#paging [safe minor]
            "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                add_page(spec);
                list(spec).window = window();
            },
            |spec| list(spec).paging = paging(),
            expect![[r#"
                paging-items-kept-added: list#paging [safe patch]
            "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                list(spec).paging = paging();
            },
            |spec| list(spec).paging = None,
            expect![[r#"
                paging-removed: list#paging [risky major]
            "#]],
        ),
        example(
            |spec| vote(spec).paging = None,
            expect![[r#"
            paging-items-kept-removed: export/vote#paging [risky patch]
        "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                add_page(spec);
                add_other_list(spec);
                list(spec).paging = paging();
            },
            |spec| of_pages(spec).list = "others".to_owned(),
            expect![[r#"
                paging-list-changed: list#paging list [risky major]
            "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                list(spec).paging = paging();
            },
            |spec| of_pages(spec).object = "pageInfo".to_owned(),
            expect![[r#"
                paging-object-changed: list#paging object [risky major]
            "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                add_page(spec);
                list(spec).paging = paging();
            },
            |spec| {
                let paging = of_pages(spec);
                paging.number = "pageSize".to_owned();
                paging.object = "otherPage".to_owned();
                paging.flat = words(&["number"]);
                paging.size = Some(50);
                paging.sized_by = some("pageNo");
                paging.evidence = Some(Evidence::Code);
            },
            expect![[r#"
                paging-number-changed: list#paging number [risky patch]
                paging-object-row-changed: list#paging object [risky patch]
                paging-flat-idle-changed: list#paging flat [safe none]
                paging-size-changed: list#paging size [risky patch]
                paging-sized-by-changed: list#paging sized_by [risky patch]
                paging-evidence-changed: list#paging evidence [safe none]
            "#]],
        ),
        upon(
            |spec| {
                add_list(spec);
                list(spec).paging = paging();
            },
            |spec| of_pages(spec).flat = words(&["number"]),
            expect![[r#"
                paging-flat-changed: list#paging flat [risky major]
            "#]],
        ),
        example(
            |spec| {
                let conditions = &mut created(spec).conditions;
                conditions.push(Condition {
                    require: some("level"),
                    when: [("telconf".to_owned(), OneOrMany::One("0".to_owned()))]
                        .into(),
                    ..Condition::default()
                });
                conditions.swap(0, 1);
                conditions[2].when["telconf"] = OneOrMany::One("0".to_owned());
                conditions.remove(3);
            },
            expect![[r#"
                condition-moved: created#conditions.fix.loginRequired [safe patch]
                condition-changed: created#conditions.only.level when [breaking patch]
                condition-removed: created#conditions.order.startTime.endTime [safe patch]
                condition-added: created#conditions.require.level [breaking patch]
            "#]],
        ),
        example(
            |spec| {
                let examples = &mut created(spec).examples;
                examples[1].form = None;
                examples[1].answer = some("{}");
                examples.swap(0, 1);
                let more = examples[2].clone();
                examples[2].from = "wire".to_owned();
                examples.push(more.clone());
                examples.push(more);
                vote(spec).examples.clear();
            },
            expect![[r#"
                example-moved: created#examples.wire: a time as text [safe none]
                example-changed: created#examples.wire: a time as text form [safe none]
                example-changed: created#examples.wire: a time as text answer [safe none]
                example-added: created#examples.wire [safe none]
                example-added: created#examples.wire: the code as a number, a printed name.2 [safe none]
                example-removed: export/vote#examples.rules of the form: a day [safe none]
                example-removed: export/vote#examples.wire: a raw line break, a page in a list, an absent list [safe none]
            "#]],
        ),
    ]
}
