"""What a generated client cannot know: how lists are sent, and that a refusal comes with HTTP 200."""

import json
from datetime import datetime, timedelta

import httpx


class Refused(Exception):
    """The site refused the call; `code` is a return code of the document."""

    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Site(httpx.Client):
    """The HTTP client for `Client.set_httpx_client`."""

    def request(self, method, url, *, data=None, **options):
        response = super().request(method, url, data=form(data or {}), **options)
        response.raise_for_status()
        # Texts that people typed can hold control characters that are not escaped.
        answer = json.loads(response.text, strict=False)
        if str(answer.get("code")) != "0":
            raise Refused(str(answer.get("code")), answer.get("message"))
        return httpx.Response(200, json=answer, request=response.request)


def form(data):
    """The parameters of a request: `recordId[0]`, `attachmentList[0].url`."""
    parameters = {}

    def add(name, value):
        if isinstance(value, dict):
            for key, below in value.items():
                add(f"{name}.{key}" if name else key, below)
        elif isinstance(value, (list, tuple)):
            for index, below in enumerate(value):
                add(f"{name}[{index}]", below)
        elif isinstance(value, bool):
            parameters[name] = str(value).lower()
        else:
            parameters[name] = str(value)

    add("", data)
    return parameters


def millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def windows(start: datetime, end: datetime, days: int):
    """The spans, one behind the other, of which each is short enough for `x-gensee-window`. Both ends belong to a span."""
    while start < end:
        last = min(start + timedelta(days=days), end)
        yield millis(start), millis(last) - 1
        start = last


def pages(call, client, request, number="page_no", page="page"):
    """The answers for all pages, one after the other."""
    last = 1
    setattr(request, number, 0)
    while getattr(request, number) < last:
        setattr(request, number, getattr(request, number) + 1)
        answer = call.sync(client=client, body=request)
        last = getattr(answer, page).total_pages
        yield answer
