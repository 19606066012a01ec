//! The usual jobs, as prompts. Each names the tools in the order in which they are called.

use serde_json::{Map, Value};

use crate::lang::Lang;

pub struct Job {
    pub name: &'static str,
    pub title: (&'static str, &'static str),
    pub arguments: &'static [Argument],
    /// `{name}` is replaced by an argument.
    text: &'static str,
}

pub struct Argument {
    pub name: &'static str,
    pub about: (&'static str, &'static str),
    /// What stands there when it is not given; without it, it must be.
    pub default: Option<&'static str>,
}

const WEBCAST: Argument = Argument {
    name: "webcast",
    about: ("Id of the webcast, or words of its subject", "直播 ID，或主题中的词"),
    default: None,
};

const FROM: Argument = Argument {
    name: "from",
    about: ("The first moment, in China time", "起始时间（中国时间）"),
    default: Some("the first day of last month"),
};

const TO: Argument = Argument {
    name: "to",
    about: ("The last moment, in China time", "结束时间（中国时间）"),
    default: Some("the last day of last month"),
};

pub const JOBS: [Job; 9] = [
    Job {
        name: "create-webcast",
        title: ("Create a webcast", "创建直播"),
        arguments: &[
            Argument {
                name: "subject", about: ("Its subject", "主题"), default: None
            },
            Argument {
                name: "start",
                about: ("When it begins, in China time", "开始时间（中国时间）"),
                default: None,
            },
        ],
        text: "Create a webcast with the subject `{subject}` that begins {start}. Ask me for the tokens of organizer and \
               panelists if I have not given them; they must differ. Call `create_webcast`, then `get_webcast` with the id of \
               the answer, and show me number, id and times.",
    },
    Job {
        name: "change-webcast",
        title: ("Change, finish or delete a webcast", "修改、结束或删除直播"),
        arguments: &[
            WEBCAST,
            Argument {
                name: "change",
                about: ("What is to be changed", "要修改的内容"),
                default: None,
            },
        ],
        text: "Change the webcast {webcast}: {change}. Find it with `list_webcasts` if this is not an id, and read \
               `get_webcast` before. Use `update_webcast`, `finish_webcast` or `delete_webcast`; before one of the last two, \
               show me what will be lost and ask.",
    },
    Job {
        name: "read-settings",
        title: ("Look at the settings of webcasts", "查看直播设置"),
        arguments: &[],
        text: "List the webcasts of the site with `list_webcasts`, and read `get_webcast` for each that is to come. Tell me \
               what is unusual: no end, no limit of attendees, public without a login.",
    },
    Job {
        name: "attendance",
        title: ("Who attended, and for how long", "统计出席情况"),
        arguments: &[FROM, TO],
        text: "Who attended the webcasts from {from} to {to}, and for how long? Find the webcasts with `list_webcasts`, and \
               for each call `export_history_page` with `startTime` and `endTime`, following `nextCursor` to the end. A \
               person is a `uid`, or without one a nickname at an address; time in which somebody is there twice counts \
               once. Give a table: webcast, people, visits, hours, most at one time. For more than some thousand visits, \
               tell me to run `gensee report month` or `gensee export attendance` instead.",
    },
    Job {
        name: "find-playback",
        title: ("Find the recording of a webcast", "查找直播回放"),
        arguments: &[WEBCAST],
        text: "Where can the webcast {webcast} be watched? Find its id with `list_webcasts` if this is not one; call \
               `list_recordings`, and show me the vods with their addresses and whether they are published.",
    },
    Job {
        name: "sync-vods",
        title: ("Copy the vod catalogue", "同步点播目录"),
        arguments: &[FROM, TO],
        text: "List the vods that were published from {from} to {to} with `sync_vods`, following `nextCursor` to the end. \
               Give a table of id, subject, length and publication.",
    },
    Job {
        name: "vod-history",
        title: ("Who watched vods on a day", "点播访问记录"),
        arguments: &[Argument {
            name: "day",
            about: ("The day in China", "日期（中国时间）"),
            default: Some("yesterday"),
        }],
        text: "Who watched vods on {day}? Call `export_vod_history` with `date`, following `nextCursor` to the end, and give a \
               table of the vods with people and time watched.",
    },
    Job {
        name: "viewer-links",
        title: ("Make links for viewers", "生成观众链接"),
        arguments: &[WEBCAST],
        text: "I want links for my own viewers of the webcast {webcast}. Read `get_webcast`; the join address is \
               `attendeeJoinUrl`. Explain how nickname and an id of our own are added (a `uid` of 1000000000 plus our id), \
               and that the exports show that `uid` again.",
    },
    Job {
        name: "receive-callbacks",
        title: ("Receive what the site sends", "接收站点回调"),
        arguments: &[],
        text: "I want to receive what the site sends: site events, checks of `k`, finished conversions. Read the resource of \
               `transcode_document`, and tell me how to run `gensee listen`, with `--k` and `--forward`, and where the \
               addresses are set.",
    },
];

impl Job {
    /// The text with its arguments.
    ///
    /// # Errors
    /// When one is missing, or not one of them.
    pub fn text(&self, given: &Map<String, Value>) -> Result<String, String> {
        let is_known =
            |name: &&String| self.arguments.iter().any(|it| it.name == **name);
        if let Some(name) = given.keys().find(|name| !is_known(name)) {
            return Err(format!("`{name}` is not an argument of `{}`", self.name));
        }
        let mut text = self.text.to_owned();
        for argument in self.arguments {
            let value =
                given.get(argument.name).and_then(Value::as_str).or(argument.default);
            let value =
                value.ok_or_else(|| format!("`{}` is missing", argument.name))?;
            text = text.replace(&format!("{{{}}}", argument.name), value);
        }
        Ok(text)
    }

    pub fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.title.0, self.title.1)
    }
}

#[cfg(test)]
mod tests {
    use super::JOBS;
    use gensee_api::webcast::OPERATIONS;
    use serde_json::{Map, json};

    #[test]
    fn the_tools_of_the_jobs_are_there() {
        for job in JOBS {
            let words = job.text.split('`').skip(1).step_by(2);
            let tools = words.filter(|word| word.contains('_'));
            for tool in tools {
                assert!(
                    OPERATIONS.iter().any(|info| info.name == tool),
                    "{}: {tool}",
                    job.name
                );
            }
        }
    }

    #[test]
    fn arguments_are_filled_in() {
        let job = JOBS.iter().find(|job| job.name == "attendance").unwrap();
        let text = job.text(&Map::new()).unwrap();
        assert!(
            text.starts_with(
                "Who attended the webcasts from the first day of last month to"
            ),
            "{text}"
        );
        let given = json!({"from": "2026-03-01"});
        assert!(
            job.text(given.as_object().unwrap()).unwrap().contains("from 2026-03-01 to")
        );
        for job in JOBS {
            let all = job
                .arguments
                .iter()
                .map(|it| (it.name.to_owned(), json!("x")))
                .collect();
            assert!(!job.text(&all).unwrap().contains('{'), "{}", job.name);
        }
        let unknown = json!({"form": "2026-03-01"});
        assert_eq!(
            job.text(unknown.as_object().unwrap()),
            Err("`form` is not an argument of `attendance`".to_owned())
        );
        let create = &JOBS[0];
        assert_eq!(create.text(&Map::new()), Err("`subject` is missing".to_owned()));
    }
}
