//! What the server sends to an address of the caller's.

use crate::check::context::Context;
use crate::check::target::missing;
use crate::check::{Diagnostics, did_you_mean};
use crate::spec::Place;

pub fn callback_source(context: &Context, out: &mut Diagnostics) {
    for (name, callback) in &context.spec.shared.callbacks {
        let place = Place::file("shared.yaml").to("callbacks").to(name);
        for (index, target) in callback.described_by.iter().enumerate() {
            if let Some(message) = missing(context, target) {
                out.at(&place.to("described_by").to(index), message);
            }
        }
    }
}

pub fn callback_ids(context: &Context, out: &mut Diagnostics) {
    for (name, callback) in &context.spec.shared.callbacks {
        let rows = &callback.parameters;
        let place = Place::file("shared.yaml").to("callbacks").to(name).to("parameters");
        let ids = rows.iter().filter_map(|(key, row)| Some((key, row.ids.as_ref()?)));
        for (key, ids) in ids {
            let place = place.to(key).to("ids");
            let coded = rows.iter().filter(|(_, row)| !row.values.is_empty());
            let coded: Vec<_> = coded.map(|(key, _)| key.as_str()).collect();
            let by = rows.get(&ids.by).filter(|row| !row.values.is_empty());
            let Some(by) = by else {
                let help = did_you_mean(&ids.by, coded, "name one that is");
                let message = format!("`{}` is not a row with codes", ids.by);
                out.at(&place.to("by"), format!("{message}{help}"));
                continue;
            };
            let lists = [("webcast", &ids.webcast), ("vod", &ids.vod)];
            let mut seen = Vec::new();
            for (list, codes) in lists {
                for (index, code) in codes.iter().enumerate() {
                    let place = place.to(list).to(index);
                    if !by.values.contains_key(code) {
                        let message = format!("`{}` has no code `{code}`", ids.by);
                        let codes = by.values.keys().map(String::as_str);
                        let help = did_you_mean(code, codes, "name one that it has");
                        out.at(&place, format!("{message}{help}"));
                    } else if seen.contains(&code) {
                        let message = format!("`{code}` stands twice");
                        out.at(&place, format!("{message}; remove one"));
                    }
                    seen.push(code);
                }
            }
        }
    }
}
