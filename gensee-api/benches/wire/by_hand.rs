//! The same requests and answers without this crate: what someone would write who knows exactly what is on the wire.

use form_urlencoded::{Serializer, byte_serialize};
use gensee_api::OpenEnum;
use gensee_api::webcast::CreateWebcast;
use serde::Deserialize;

/// `create_webcast` as plain values.
pub struct Create {
    subject: String,
    start_time: i64,
    max_attendees: Option<i64>,
    login_required: Option<bool>,
    opened: Option<bool>,
    description: Option<String>,
    plan: Option<String>,
    speaker_info: Option<String>,
    end_time: Option<i64>,
    switch_client: Option<bool>,
    organizer_token: String,
    panelist_token: String,
    attendee_token: Option<String>,
    realtime: Option<bool>,
    aac: Option<bool>,
    telconf: Option<String>,
    client_type: Option<String>,
}

impl Create {
    pub fn new(request: &CreateWebcast) -> Self {
        let request = request.clone();
        Create {
            subject: request.subject,
            start_time: request.start_time.millis(),
            max_attendees: request.max_attendees,
            login_required: request.login_required,
            opened: request.opened,
            description: request.description,
            plan: request.plan,
            speaker_info: request.speaker_info,
            end_time: request.end_time.map(|time| time.millis()),
            switch_client: request.switch_client,
            organizer_token: request.organizer_token.expose().to_owned(),
            panelist_token: request.panelist_token.expose().to_owned(),
            attendee_token: request
                .attendee_token
                .map(|token| token.expose().to_owned()),
            realtime: request.realtime,
            aac: request.aac,
            telconf: request.telconf.map(|code| code.code().to_owned()),
            client_type: request.client_type.map(|code| code.code().to_owned()),
        }
    }

    /// With the usual library.
    pub fn serializer(&self) -> String {
        let mut form = Serializer::new(String::new());
        self.each(|name, value| {
            form.append_pair(name, value);
        });
        form.finish()
    }

    /// Without its bookkeeping: names need no escaping, and the room is known to be needed.
    pub fn pushed(&self) -> String {
        let mut form = String::with_capacity(256);
        self.each(|name, value| {
            if !form.is_empty() {
                form.push('&');
            }
            form.push_str(name);
            form.push('=');
            form.extend(byte_serialize(value.as_bytes()));
        });
        form
    }

    fn each(&self, mut pair: impl FnMut(&str, &str)) {
        let boolean = |value: bool| if value { "true" } else { "false" };
        pair("subject", &self.subject);
        pair("startTime", &self.start_time.to_string());
        if let Some(value) = self.max_attendees {
            pair("maxAttendees", &value.to_string());
        }
        if let Some(value) = self.login_required {
            pair("loginRequired", boolean(value));
        }
        if let Some(value) = self.opened {
            pair("opened", boolean(value));
        }
        if let Some(value) = &self.description {
            pair("description", value);
        }
        if let Some(value) = &self.plan {
            pair("plan", value);
        }
        if let Some(value) = &self.speaker_info {
            pair("speakerInfo", value);
        }
        if let Some(value) = self.end_time {
            pair("endTime", &value.to_string());
        }
        if let Some(value) = self.switch_client {
            pair("switchClient", boolean(value));
        }
        pair("organizerToken", &self.organizer_token);
        pair("panelistToken", &self.panelist_token);
        if let Some(value) = &self.attendee_token {
            pair("attendeeToken", value);
        }
        if let Some(value) = self.realtime {
            pair("realtime", boolean(value));
        }
        if let Some(value) = self.aac {
            pair("aac", boolean(value));
        }
        if let Some(value) = &self.telconf {
            pair("telconf", value);
        }
        if let Some(value) = &self.client_type {
            pair("clientType", value);
        }
    }
}

/// `export_history_page` with the exact types of the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, and nothing else")]
pub struct Answer {
    code: String,
    message: Option<String>,
    pub list: Vec<Visit>,
    page_dto: Option<Page>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, and nothing else")]
pub struct Visit {
    nickname: Option<String>,
    join_time: Option<i64>,
    leave_time: Option<i64>,
    ip: Option<String>,
    uid: Option<i64>,
    area: Option<String>,
    mobile: Option<String>,
    company: Option<String>,
    userdata: Option<String>,
    join_type: Option<i64>,
    idcid: Option<String>,
    foreign_high_line: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, and nothing else")]
pub struct Page {
    page_no: Option<i64>,
    total_pages: Option<i64>,
    total_counts: Option<i64>,
}

pub fn read(body: &[u8]) -> Answer {
    serde_json::from_slice(body).expect("the body is an answer")
}

/// An answer with so many rows, as the server writes it: names sorted, what is null left out.
pub fn body(rows: usize) -> Vec<u8> {
    let list: Vec<String> = (0..rows)
        .map(|row| {
            let join_time = 1_621_389_600_000 + row * 1000;
            let company = if row % 3 == 0 { "\"company\":\"某某科技有限公司\"," } else { "" };
            format!(
                "{{\"area\":\"北京市 电信\",{company}\"ip\":\"10.1.{}.{}\",\"joinTime\":{join_time},\
                 \"joinType\":{},\"leaveTime\":{},\"mobile\":\"1380013{:04}\",\"nickname\":\"观众 {row}\",\
                 \"uid\":{},\"userdata\":\"key1=value{row}&key2=2\"}}",
                row / 256 % 256,
                row % 256,
                row % 13,
                join_time + 3_600_000,
                row % 10_000,
                1_000_000_000 + row,
            )
        })
        .collect();
    let page = format!("{{\"pageNo\":1,\"totalCounts\":{rows},\"totalPages\":1}}");
    format!("{{\"code\":\"0\",\"list\":[{}],\"pageDto\":{page}}}", list.join(","))
        .into_bytes()
}
