//! What the callbacks of the bindings say besides their fields.

use crate::params::Param as _;
use crate::webcast::shared::TranscodeCallback;

impl TranscodeCallback {
    /// Whether the callback says that the transcoding succeeded. `false` also when the status is missing, which happens
    /// at times.
    ///
    /// ```
    /// use gensee_api::Callback;
    /// use gensee_api::webcast::TranscodeCallback;
    ///
    /// let callback = TranscodeCallback::from_form("gscoursewareId=4711&gsstatus=ok")?;
    /// assert!(callback.is_ok());
    /// # Ok::<_, gensee_api::params::ParamError>(())
    /// ```
    pub fn is_ok(&self) -> bool {
        self.status.as_ref().and_then(|status| status.as_text()).as_deref() == Some("ok")
    }
}

#[cfg(test)]
mod tests {
    use crate::params::{Callback, Param, ParamErrorKind};
    use crate::webcast::shared::{
        KCheck, SiteEvent, SiteEventAction, TranscodeCallback,
    };
    use crate::wire::{UserId, VodId, WebcastId};

    /// The callback as it is read from every way in which it can be sent.
    fn read<C: Callback>(sent: &str) -> Vec<C> {
        let decoy = "a=b&x";
        let read = [
            C::from_form(sent),
            C::from_form(format!("\u{feff}{sent}\r\n")),
            C::from_query(sent),
            C::from_query(&format!("/called?{sent}")),
            C::from_query(&format!("https://example.com/a?{sent}#b?c=d")),
            C::from_request(Some(sent), ""),
            C::from_request(Some(decoy), sent),
            C::from_request(Some(sent), decoy),
        ];
        let read = read.into_iter().map(|read| read.map_err(|error| (sent, error)));
        read.map(Result::unwrap).collect()
    }

    #[test]
    fn transcodings_are_read() {
        for (sent, id, ok) in [
            ("gscoursewareId=4711&gsstatus=ok", "4711", true),
            ("gsstatus=ok&gscoursewareId=4711&more=1", "4711", true),
            ("gscoursewareId=4711&gsstatus=error", "4711", false),
            ("gscoursewareId=4711&gsstatus=later", "4711", false),
            ("gscoursewareId=4711", "4711", false),
            ("gscoursewareId=4711&gsstatus=", "4711", false),
            ("gscoursewareId=+4711%20&gsstatus=%09ok", "4711", true),
            (" gscoursewareId=4711& gsstatus = ok", "4711", true),
            ("gscoursewareId=&gscoursewareId=4711&gsstatus=&gsstatus=ok", "4711", true),
            ("gscoursewareId=张三&gsstatus=ok", "张三", true),
        ] {
            for callback in read::<TranscodeCallback>(sent) {
                assert_eq!(callback.courseware_id.as_str(), id, "{sent}");
                assert_eq!(callback.is_ok(), ok, "{sent}");
            }
        }
    }

    #[test]
    fn events_are_read() {
        const ID: &str = "5f3c0e8b2d7a4c619e0b1f2a3c4d5e6f";
        /// Form, action, operator, affected, users, and whether it is about a webcast or a vod.
        type Row = (
            &'static str,
            &'static str,
            Option<i64>,
            Option<&'static str>,
            Option<i64>,
            [bool; 2],
        );
        let (webcast, vod, neither) = ([true, false], [false, true], [false, false]);
        let rows: [Row; 16] = [
            (
                "Operator=1000000042&Action=101&Affected=&totalusernum=",
                "101",
                Some(1_000_000_042),
                None,
                None,
                webcast,
            ),
            (
                "Operator=9951547641&Action=107&Affected=&totalusernum=12",
                "107",
                Some(9_951_547_641),
                None,
                Some(12),
                webcast,
            ),
            (
                "Operator=42550000133013&Action=110&Affected=张三&totalusernum=0",
                "110",
                Some(42_550_000_133_013),
                Some("张三"),
                Some(0),
                webcast,
            ),
            ("Operator=1&Action=102", "102", Some(1), None, None, webcast),
            ("Action=103&Operator=", "103", None, None, None, webcast),
            ("Action=104&Operator=null", "104", None, None, None, webcast),
            (
                "Action=105&Operator=guest-77&totalusernum=many",
                "105",
                None,
                None,
                None,
                webcast,
            ),
            (
                "Action=106&totalusernum=99999999999999999999",
                "106",
                None,
                None,
                None,
                webcast,
            ),
            (
                "Action=111&Operator=%201000000042",
                "111",
                Some(1_000_000_042),
                None,
                None,
                vod,
            ),
            (
                "Action=112&Operator=1000000042+&Affected=++",
                "112",
                Some(1_000_000_042),
                None,
                None,
                vod,
            ),
            ("Action=%09101&Operator=-3", "101", Some(-3), None, None, webcast),
            (
                "Action=108&Affected=%E5%BC%A0%E4%B8%89&sign=a%26b",
                "108",
                None,
                Some("张三"),
                None,
                neither,
            ),
            (
                "Action=UserEntered&Affected=%FF%FE",
                "UserEntered",
                None,
                Some("\u{fffd}\u{fffd}"),
                None,
                neither,
            ),
            (
                "action=x&operator=1&Action=101&TotalUserNum=3",
                "101",
                None,
                None,
                None,
                webcast,
            ),
            (
                "Action=&Action=103&Operator=&Operator=5",
                "103",
                Some(5),
                None,
                None,
                webcast,
            ),
            ("Action=101&Operator=1&Action=102", "101", Some(1), None, None, webcast),
        ];
        for (form, action, operator, affected, total, [is_webcast, is_vod]) in rows {
            for sent in [format!("ClassNo={ID}&{form}"), format!("{form}&ClassNo=+{ID}")]
            {
                for event in read::<SiteEvent>(&sent) {
                    assert_eq!(event.class_no, ID, "{sent}");
                    assert_eq!(
                        event.action.as_text().as_deref(),
                        Some(action),
                        "{sent}"
                    );
                    assert_eq!(event.operator, operator.map(UserId::from), "{sent}");
                    assert_eq!(event.affected.as_deref(), affected, "{sent}");
                    assert_eq!(event.total_users, total, "{sent}");
                    let webcast = is_webcast.then(|| WebcastId::from(ID));
                    assert_eq!(event.webcast_id(), webcast, "{sent}");
                    assert_eq!(
                        event.vod_id(),
                        is_vod.then(|| VodId::from(ID)),
                        "{sent}"
                    );
                }
            }
        }
        let event = SiteEvent::from_form("ClassNo=1&Action=999").unwrap();
        assert_eq!(event.action, SiteEventAction::Other("999".to_owned()));
    }

    #[test]
    fn checks_are_read() {
        for (sent, k) in [
            ("k=4711", "4711"),
            ("k=%204711+", "4711"),
            ("K=1&k=a%2Bb%26c", "a+b&c"),
            ("k=&k=4711", "4711"),
            ("site=1&k=令牌", "令牌"),
        ] {
            for check in read::<KCheck>(sent) {
                assert_eq!(check.k.expose(), k, "{sent}");
                assert!(!format!("{check:?}").contains(k), "{check:?}");
            }
        }
    }

    #[test]
    fn the_body_comes_before_the_query() {
        for (query, body, id, ok) in [
            ("gscoursewareId=1&gsstatus=ok", "gscoursewareId=2", "2", true),
            (
                "gscoursewareId=1&gsstatus=ok",
                "gscoursewareId=2&gsstatus=error",
                "2",
                false,
            ),
            ("gscoursewareId=1", "gscoursewareId=+&gsstatus=ok", "1", true),
        ] {
            let callback = TranscodeCallback::from_request(Some(query), body).unwrap();
            assert_eq!(callback.courseware_id.as_str(), id, "{query} {body}");
            assert_eq!(callback.is_ok(), ok, "{query} {body}");
        }
    }

    #[test]
    fn what_says_nothing_is_refused() {
        fn check<C: Callback>(sent: &str, name: &str) {
            for read in [C::from_form(sent), C::from_query(sent)] {
                let error = read.map(drop).unwrap_err();
                assert_eq!(error.to_string(), format!("`{name}` is missing"), "{sent}");
                assert_eq!(error.fault, ParamErrorKind::Missing, "{sent}");
            }
        }
        for sent in [
            "",
            "gsstatus=ok",
            "{\"gscoursewareId\":1}",
            "gscoursewareid=1",
            "gscoursewareId=+",
        ] {
            check::<TranscodeCallback>(sent, "gscoursewareId");
        }
        for sent in [
            "",
            "Action=101",
            "ClassNo=&Action=101",
            "classno=1&Action=101",
            "ClassNo=%20&Action=101",
        ] {
            check::<SiteEvent>(sent, "ClassNo");
        }
        for sent in ["ClassNo=1", "ClassNo=1&Action=", "ClassNo=1&ACTION=101"] {
            check::<SiteEvent>(sent, "Action");
        }
        for sent in ["", "k=", "k", "K=1", "kk=1"] {
            check::<KCheck>(sent, "k");
        }
    }
}
