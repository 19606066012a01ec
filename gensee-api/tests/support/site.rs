//! A sandbox with an account whose login and password no log may show.

use gensee_api::webcast::{CreateUser, UserRole};
use gensee_api::{Client, Password};
use gensee_sandbox::{Sandbox, SandboxBuilder};

use super::{LOGIN, PASSWORD};

/// Starts it; [`LOGIN`] is one more administrator. Nothing is in its log yet.
pub async fn start(sandbox: SandboxBuilder) -> Sandbox {
    let sandbox = sandbox.start().expect("a port");
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::plain(sandbox.password()))
        .no_proxy()
        .build()
        .expect("a client");
    let user = CreateUser::new(LOGIN, PASSWORD, "Administrator").role(UserRole::Admin);
    client.create_user(&user).await.expect("a user");
    sandbox.clear_requests();
    sandbox
}
