//! The people of the school: the staff, and the viewers of its lessons.

use super::stage::{SeedError, Stage};
use crate::PASSWORD;
use crate::world::Viewer;
use gensee_api::webcast::{
    CreateUser, Device, JoinType, OWN_UID, SetUserStatus, UserRole, UserStatus,
};
use gensee_api::{Time, UserId};

/// A person with an account.
pub(super) struct Person {
    /// The login name.
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    job: &'static str,
    role: Role,
    mobile: &'static str,
    male: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Admin,
    Organizer,
    /// An organizer whose account has expired.
    Former,
    User,
    /// A user whose account is disabled.
    Disabled,
}

const fn person(
    login: &'static str,
    name: &'static str,
    job: &'static str,
    role: Role,
    mobile: &'static str,
    male: bool,
) -> Person {
    Person { login, name, job, role, mobile, male }
}

/// The staff; the teachers come first.
pub(super) const STAFF: [Person; 12] = [
    person(
        "wang.jianguo@sandbox.example",
        "王建国",
        "数学教师",
        Role::Organizer,
        "19900000001",
        true,
    ),
    person(
        "li.xiaomei@sandbox.example",
        "李晓梅",
        "英语教师",
        Role::Organizer,
        "19900000002",
        false,
    ),
    person(
        "zhang.wei@sandbox.example",
        "张伟",
        "软件工程师",
        Role::Organizer,
        "19900000003",
        true,
    ),
    person(
        "liu.zhiyuan@sandbox.example",
        "刘志远",
        "急诊科医生",
        Role::Organizer,
        "19900000004",
        true,
    ),
    person(
        "zhao.min@sandbox.example",
        "赵敏",
        "注册会计师",
        Role::Organizer,
        "19900000005",
        false,
    ),
    person(
        "sun.li@sandbox.example",
        "孙立",
        "历史教师",
        Role::Organizer,
        "19900000006",
        true,
    ),
    person(
        "zhou.yawen@sandbox.example",
        "周雅文",
        "产品经理",
        Role::Organizer,
        "19900000007",
        false,
    ),
    person(
        "chen.jing@sandbox.example",
        "陈静",
        "教务主任",
        Role::Admin,
        "19900000008",
        false,
    ),
    person(
        "zheng.xiaoyu@sandbox.example",
        "郑小雨",
        "助教",
        Role::User,
        "19900000009",
        false,
    ),
    person("wu.lei@sandbox.example", "吴磊", "助教", Role::User, "19900000010", true),
    person(
        "feng.liang@sandbox.example",
        "冯亮",
        "实习生",
        Role::Disabled,
        "19900000011",
        true,
    ),
    person(
        "he.ping@sandbox.example",
        "何平",
        "外聘讲师",
        Role::Former,
        "19900000012",
        false,
    ),
];

const SCHOOL: &str = "沙盒在线学校";
/// How many viewers have a user id of their own, counted from 100.
const REGISTERED: usize = 260;

const FAMILIES: [&str; 20] = [
    "张", "王", "李", "赵", "陈", "刘", "杨", "黄", "周", "吴", "徐", "孙", "马", "朱",
    "胡", "郭", "何", "林", "罗", "高",
];
const GIVEN: [&str; 26] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟",
    "涛", "明", "超", "秀英", "霞", "平", "子涵", "雨桐", "浩然", "思远", "梓萱",
    "一诺",
];
/// Regions, with IP addresses that are reserved for examples.
const AREAS: [(&str, &str); 9] = [
    ("北京", "192.0.2"),
    ("上海", "198.51.100"),
    ("广东广州", "203.0.113"),
    ("广东深圳", "203.0.113"),
    ("四川成都", "192.0.2"),
    ("浙江杭州", "198.51.100"),
    ("湖北武汉", "203.0.113"),
    ("陕西西安", "192.0.2"),
    ("黑龙江哈尔滨", "198.51.100"),
];
const COMPANIES: [&str; 5] =
    ["晨星科技有限公司", "江城第一中学", "南山人民医院", "远航物流", "青禾农业合作社"];
const SOURCES: [&str; 4] =
    ["from=wechat", "from=weibo&campaign=autumn", "from=sms", "from=site"];

/// What viewers use to join a webcast, and to watch a vod.
const CLIENTS: [(JoinType, Device); 14] = [
    (JoinType::PcWeb, Device::Pc),
    (JoinType::AndroidPhoneWeb, Device::AndroidPhone),
    (JoinType::IphoneWeb, Device::Iphone),
    (JoinType::PcWeb, Device::Pc),
    (JoinType::MiniProgramAndroid, Device::MiniProgramAndroid),
    (JoinType::MiniProgramIos, Device::MiniProgramIos),
    (JoinType::PcClient, Device::Pc),
    (JoinType::AndroidPhoneWeb, Device::AndroidPhone),
    (JoinType::IpadWeb, Device::Ipad),
    (JoinType::PcWeb, Device::Linux),
    (JoinType::AndroidPhoneApp, Device::AndroidPhone),
    (JoinType::IphoneApp, Device::Iphone),
    (JoinType::MacClient, Device::Mac),
    (JoinType::AndroidPadWeb, Device::AndroidPad),
];

impl Person {
    /// The person as a viewer who leads the lesson.
    pub(super) fn viewer(&self) -> Viewer {
        let place = STAFF.iter().position(|person| person.login == self.login);
        Viewer {
            uid: place.map(|place| own(place + 1)),
            speaker: true,
            area: Some("北京".to_owned()),
            ip: "192.0.2.1".to_owned(),
            company: Some(SCHOOL.to_owned()),
            ..Viewer::named(self.name)
        }
    }
}

/// What the school sends as `uid` for its own number of a person.
fn own(number: usize) -> UserId {
    UserId::from(OWN_UID.saturating_add(i64::try_from(number).unwrap_or(i64::MAX)))
}

/// Makes the accounts of the staff. Some accounts expire at `over`, and some are disabled at once.
pub(super) fn enrol(stage: &Stage, over: Time) -> Result<(), SeedError> {
    for person in &STAFF {
        let role = match person.role {
            Role::Admin => UserRole::Admin,
            Role::Organizer | Role::Former => UserRole::Organizer,
            Role::User | Role::Disabled => UserRole::User,
        };
        let mut user = CreateUser::new(person.login, PASSWORD, person.name)
            .role(role.clone())
            .company(SCHOOL)
            .country("中国")
            .job(person.job)
            .male(person.male)
            .mobile(person.mobile);
        if role == UserRole::Organizer {
            user = user.max_points(500).max_vod_points(500);
        }
        if person.role == Role::Former {
            user = user.invalid_date(over);
        }
        stage.admin(&user)?;
        if person.role == Role::Disabled {
            stage.admin(&SetUserStatus::new(person.login, UserStatus::Disabled))?;
        }
    }
    Ok(())
}

/// A random choice of viewers, none of them twice. A few are anonymous.
pub(super) fn audience(
    rng: &mut fastrand::Rng,
    size: usize,
) -> Vec<(Viewer, JoinType, Device)> {
    let mut numbers: Vec<usize> = (0..REGISTERED).collect();
    rng.shuffle(&mut numbers);
    numbers.truncate(size);
    numbers.into_iter().map(|number| someone(rng, number)).collect()
}

fn someone(rng: &mut fastrand::Rng, number: usize) -> (Viewer, JoinType, Device) {
    let (join_type, device) = CLIENTS[number % CLIENTS.len()].clone();
    let (area, network) = AREAS[number * 7 % AREAS.len()];
    let ip = format!("{network}.{}", number % 254 + 1);
    let area = Some(area.to_owned());
    if rng.u32(..12) == 0 {
        let viewer =
            Viewer { ip, area, ..Viewer::named(format!("游客{}", 1000 + number)) };
        return (viewer, join_type, device);
    }
    let family = FAMILIES[number % FAMILIES.len()];
    let given = GIVEN[number * 11 % GIVEN.len()];
    let every = |n: usize, text: String| number.is_multiple_of(n).then_some(text);
    let viewer = Viewer {
        uid: Some(own(100 + number)),
        ip,
        area,
        mobile: every(2, format!("1990001{number:04}")),
        company: every(3, COMPANIES[number % COMPANIES.len()].to_owned()),
        userdata: every(4, SOURCES[number / 4 % SOURCES.len()].to_owned()),
        ..Viewer::named(format!("{family}{given}"))
    };
    (viewer, join_type, device)
}
