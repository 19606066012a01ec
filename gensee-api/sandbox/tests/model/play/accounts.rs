//! Accounts.

use gensee_api::webcast::UpdateUser;

use super::{PASSWORD, Play, Verdict, code};
use crate::command::{AccountCall, LOGINS};

impl Play {
    pub(super) async fn account(&mut self, caller: &str, call: &AccountCall) -> Verdict {
        match *call {
            AccountCall::CreateUser { login, role } => {
                self.create_user(caller, LOGINS[login], role).await
            }
            AccountCall::SetUserStatus { login, enabled } => {
                self.set_user_status(caller, LOGINS[login], enabled).await
            }
            AccountCall::UpdateUser { login, role, same_password } => {
                let login = LOGINS[login];
                let password = if same_password { PASSWORD } else { "anders" };
                let mut operation = UpdateUser::new(login, password, login);
                operation.role = role.map(code);
                self.tell(caller, operation, |model| {
                    let user = model.user(login)?;
                    user.knows_password = same_password;
                    user.role = role.unwrap_or(user.role);
                    Ok(Vec::new())
                })
                .await
            }
        }
    }
}
