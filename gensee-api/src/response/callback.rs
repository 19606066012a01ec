//! What the server tells an address of yours: a transcoding has ended.

use crate::params::{Form, Param as _, ParamError, Parameters as _};
use crate::webcast::shared::TranscodeCallback;

/// The document says POST, the wire has GET now and then: a handler takes both.
impl TranscodeCallback {
    /// From the body of a POST.
    ///
    /// ```
    /// use gensee_api::webcast::TranscodeCallback;
    ///
    /// let callback = TranscodeCallback::from_form("gscoursewareId=4711&gsstatus=ok")?;
    /// assert!(callback.is_ok());
    /// # Ok::<_, gensee_api::params::ParamError>(())
    /// ```
    ///
    /// # Errors
    /// When it does not say which courseware it is about.
    pub fn from_form(body: impl AsRef<[u8]>) -> Result<Self, ParamError> {
        Self::read_fields(&Form::parse(body.as_ref().trim_ascii()).reader())
    }

    /// From the address of a GET: the whole address, its path and query, or the query
    /// alone.
    ///
    /// # Errors
    /// When it does not say which courseware it is about.
    pub fn from_query(address: &str) -> Result<Self, ParamError> {
        let address = address.split_once('#').map_or(address, |(address, _)| address);
        let query = address.split_once('?').map_or(address, |(_, query)| query);
        Self::from_form(query)
    }

    /// Whether the transcoding went well. A status that is missing, as it sometimes is,
    /// says nothing: then this is `false` too.
    pub fn is_ok(&self) -> bool {
        self.status.as_text().as_deref() == Some("ok")
    }
}

#[cfg(test)]
mod tests {
    use super::TranscodeCallback;

    #[test]
    fn callbacks_read() {
        for (sent, ok) in [
            ("gscoursewareId=4711&gsstatus=ok", true),
            ("gsstatus=ok&gscoursewareId=4711&more=1\r\n", true),
            ("gscoursewareId=4711&gsstatus=error", false),
            ("gscoursewareId=4711", false),
            ("gscoursewareId=4711&gsstatus=", false),
        ] {
            for callback in [
                TranscodeCallback::from_form(sent),
                TranscodeCallback::from_query(sent),
                TranscodeCallback::from_query(&format!("/transcoded?{sent}")),
                TranscodeCallback::from_query(&format!(
                    "https://example.com/a?{sent}#b"
                )),
            ] {
                let callback = callback.unwrap();
                assert_eq!(callback.courseware_id.to_string(), "4711", "{sent}");
                assert_eq!(callback.is_ok(), ok, "{sent}");
            }
        }
    }

    #[test]
    fn callbacks_refused() {
        for sent in ["", "gsstatus=ok", "{\"gscoursewareId\":1}"] {
            let error = TranscodeCallback::from_form(sent).unwrap_err();
            assert_eq!(error.to_string(), "`gscoursewareId` is missing", "{sent}");
        }
    }
}
