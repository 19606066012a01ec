//! What the server sends to an address of the caller's.

use crate::check::context::Context;
use crate::check::target::missing;
use crate::check::{Diagnostics, did_you_mean};

pub fn callback_source(context: &Context, out: &mut Diagnostics) {
    for (place, _, callback) in context.callbacks() {
        for (place, target) in place.to("described_by").items(&callback.described_by) {
            out.add(&place, missing(context, target));
        }
    }
}

pub fn callback_ids(context: &Context, out: &mut Diagnostics) {
    for (place, _, callback) in context.callbacks() {
        let rows = &callback.parameters;
        for (place, _, row) in place.to("parameters").entries(rows) {
            let Some(ids) = &row.ids else { continue };
            let (place, by) = (place.to("ids"), &ids.by);
            let mut coded = rows.iter().filter(|(_, row)| !row.values.is_empty());
            let Some((_, row)) = coded.clone().find(|(name, _)| *name == by) else {
                let coded = coded.by_ref().map(|(name, _)| name.as_str());
                let help = did_you_mean(by, coded, "name one that is");
                out.at(&place.to("by"), format!("`{by}` is not a row with codes"), help);
                continue;
            };
            let [webcast, vod] = [("webcast", &ids.webcast), ("vod", &ids.vod)]
                .map(|(key, codes)| place.to(key).items(codes));
            let mut seen = Vec::new();
            for (place, code) in webcast.chain(vod) {
                if !row.values.contains_key(code) {
                    let codes = row.values.keys().map(String::as_str);
                    let help = did_you_mean(code, codes, "name one that it has");
                    out.at(&place, format!("`{by}` has no code `{code}`"), help);
                } else if seen.contains(&code) {
                    out.at(&place, format!("`{code}` stands twice"), "remove one");
                }
                seen.push(code);
            }
        }
    }
}
