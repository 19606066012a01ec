//! Files that are being converted, and the callbacks that report the result.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{About, Document, Source, Vod, World, text};
use gensee_api::params::to_form;
use gensee_api::webcast::{
    ConversionState, ConvertResult, TranscodeCallback, TranscodeStatus,
};
use gensee_api::{Secret, Time};

/// How long every conversion takes, by the sandbox's clock.
pub(crate) const CONVERSION_MILLIS: i64 = 1_000;

/// The length of every uploaded file. It is the same for all, because the sandbox does not fetch the files.
const MEDIA_MILLIS: i64 = 60_000;

/// A file that is being converted into a vod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Conversion {
    vod: String,
    /// The document that is made from it, if it is one.
    document: Option<i64>,
    done: Time,
    succeeds: bool,
    /// The address to report to. It is a secret, because an address can hold a key.
    #[serde(with = "text::secret_or_none")]
    callback: Option<Secret>,
}

/// A form to be sent to an address that a caller named, or that is set in the site's console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Post {
    #[serde(with = "text::secret")]
    pub(crate) url: Secret,
    pub(crate) form: String,
    /// Whether it is sent as the query of a GET.
    pub(crate) get: bool,
    pub(crate) kind: PostKind,
}

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PostKind {
    Transcode,
    Event,
    KCheck,
}

/// A file that a caller wants converted.
#[derive(Clone, Debug)]
pub(crate) struct Upload<'a> {
    pub(crate) name: String,
    pub(crate) creator: &'a str,
    pub(crate) succeeds: bool,
    pub(crate) callback: Option<Secret>,
}

impl World {
    /// Starts the conversion of a document. Returns the document's id, and the vod that shows it.
    pub(crate) fn convert_document(
        &mut self,
        upload: Upload<'_>,
        now: Time,
    ) -> (i64, Vod) {
        let id = self.ids.number();
        let document = Document {
            name: upload.name.clone(),
            created: now,
            upload: true,
            state: ConversionState::Converting,
        };
        self.documents.insert(id, document);
        (id, self.convert(upload, None, Some(id), now))
    }

    /// Starts the conversion of a recording. Returns the recording's id, and the vod that shows it.
    pub(crate) fn convert_media(&mut self, upload: Upload<'_>, now: Time) -> (i64, Vod) {
        let id =
            self.record(Source::Media, upload.creator, &upload.name, MEDIA_MILLIS, now);
        (id, self.convert(upload, Some(id), None, now))
    }

    fn convert(
        &mut self,
        upload: Upload<'_>,
        record: Option<i64>,
        document: Option<i64>,
        now: Time,
    ) -> Vod {
        let about = About { subject: upload.name, ..About::default() };
        let convert = |vod: &mut Vod| vod.converted = ConvertResult::Converting;
        let vod = self.add_vod(upload.creator, record, about, now, convert);
        self.conversions.push(Conversion {
            vod: vod.id.clone(),
            document,
            done: Time::from_millis(now.millis().saturating_add(CONVERSION_MILLIS)),
            succeeds: upload.succeeds,
            callback: upload.callback,
        });
        vod
    }

    /// Ends the conversions that are done by now: it sets their result, and queues the callbacks. All conversions take
    /// the same time, so the one that began first is done first.
    pub(crate) fn settle(&mut self, now: Time) {
        while let Some((&first, conversion)) = self.conversions.first_key_value()
            && conversion.done <= now
            && let Some(conversion) = self.conversions.remove(&first)
        {
            let document =
                conversion.document.and_then(|id| self.documents.get_mut(&id));
            if let Some(document) = document {
                document.state = if conversion.succeeds {
                    ConversionState::Success
                } else {
                    ConversionState::Fail
                };
            }
            let vod = self.vods.get_mut(&conversion.vod);
            if let Some(vod) = vod {
                if conversion.succeeds {
                    vod.converted = ConvertResult::Converted;
                    vod.published = Some(conversion.done);
                } else {
                    vod.converted = ConvertResult::Failed;
                }
            }
            let Some(url) = conversion.callback else { continue };
            let status = if conversion.succeeds {
                TranscodeStatus::Succeeded
            } else {
                TranscodeStatus::Failed
            };
            let form = to_form(&TranscodeCallback::new(conversion.vod).status(status));
            self.outbox.push(Post { url, form, get: false, kind: PostKind::Transcode });
        }
    }

    /// Takes at most `most` posts that are not being sent, with their numbers, and marks them as being sent. An address
    /// gets one post after another, in the order in which they came about.
    pub(crate) fn take_posts(&mut self, most: usize) -> Vec<(u64, Post)> {
        let sending = self.sending.iter().filter_map(|number| self.outbox.get(number));
        let mut busy: HashSet<_> = sending.map(|post| post.url.expose()).collect();
        let waiting =
            self.outbox.iter().filter(|(number, _)| !self.sending.contains(number));
        let first = waiting.filter(|(_, post)| busy.insert(post.url.expose()));
        let posts: Vec<_> =
            first.take(most).map(|(number, post)| (*number, post.clone())).collect();
        self.sending.extend(posts.iter().map(|(number, _)| *number));
        posts
    }

    /// Removes a post that was delivered or given up. A post of an earlier world is ignored.
    pub(crate) fn posted(&mut self, number: u64) {
        if self.sending.remove(&number) {
            self.outbox.remove(&number);
        }
    }
}
