"""Creates a webcast, lists all pages, exports 30 days, attaches two files, and reads a refusal.

usage: example.py ADDRESS LOGIN PASSWORD
"""

import hashlib
import sys
from datetime import datetime, timedelta, timezone

from adapter import Refused, Site, millis, pages, windows
from gensee import Client
from gensee.api.export import export_history_page
from gensee.api.file import attach_files
from gensee.api.webcast import create_webcast, list_webcasts
from gensee.models import (
    AttachFiles,
    Attachment,
    CreateWebcast,
    CreateWebcastTelconf,
    ExportHistoryPage,
    ListWebcasts,
)

address, login_name, password = sys.argv[1:]
base = f"{address}/integration/site"
client = Client(base_url=base).set_httpx_client(Site(base_url=base, timeout=30))
hashed = hashlib.md5(password.encode()).hexdigest()
login = {"login_name": login_name, "password": hashed, "sec": True}
now = datetime.now(timezone.utc)

wanted = CreateWebcast(
    **login,
    subject="Python 公开课",
    start_time=millis(now + timedelta(days=1)),
    organizer_token="123456",
    panelist_token="654321",
    telconf=CreateWebcastTelconf.DIAL_OUT,
)
webcast = create_webcast.sync(client=client, body=wanted)
print("created", webcast.id, webcast.number)

answers = pages(list_webcasts, client, ListWebcasts(**login))
webcasts = [row for answer in answers for row in answer.list_ or []]
print("listed", len(webcasts))
assert webcast.id in [row.id for row in webcasts]


def visits(webcast_id, days):
    for start, end in windows(now - timedelta(days=30), now, days):
        request = ExportHistoryPage(
            **login, webcast_id=webcast_id, start_time=start, end_time=end
        )
        for answer in pages(export_history_page, client, request, page="page_dto"):
            for visit in answer.list_ or []:
                assert start <= visit.join_time <= end
                yield visit.join_time, visit.uid, visit.nickname


exported = {row.id: list(visits(row.id, 7)) for row in webcasts}
print("exported", sum(map(len, exported.values())))
longest = max(exported, key=lambda id: len(exported[id]))
assert exported[longest]
assert sorted(exported[longest]) == sorted(visits(longest, 1))

attach_files.sync(
    client=client,
    body=AttachFiles(
        **login,
        webcast_id=webcast.id,
        attachment_list=[
            Attachment(url="https://example.com/a.pdf", name="讲义 1"),
            Attachment(url="https://example.com/b.pdf"),
        ],
    ),
)
print("attached 2")

try:
    create_webcast.sync(client=client, body=wanted)
except Refused as refusal:
    print("refused", refusal)
else:
    sys.exit("a second webcast of the same subject was not refused")
