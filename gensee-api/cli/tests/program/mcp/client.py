"""The official client against `gensee mcp`: what it is told stands in one JSON object in the arguments."""

import asyncio
import json
import sys
import urllib.error
import urllib.request

from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

told = json.loads(sys.argv[1])


def same(found, expected):
    assert found == expected, f"{found!r} instead of {expected!r}"


def text(result):
    return "\n".join(part.text for part in result.content)


async def rows(client, tool, arguments):
    """All rows of a list, part by part."""
    found, cursor = [], None
    for _ in range(100):
        result = await client.call_tool(tool, arguments | ({"cursor": cursor} if cursor else {}))
        assert not result.is_error, text(result)
        part = result.structured_content
        assert len(part["rows"]) <= arguments["limit"], len(part["rows"])
        found += part["rows"]
        cursor = part.get("nextCursor")
        if cursor is None:
            return found
    raise AssertionError("the list does not end")


async def refused(call):
    try:
        await call
    except MCPError as error:
        return str(error)
    raise AssertionError("it was not refused")


async def reads(client):
    tools = (await client.list_tools()).tools
    same(sorted(tool.name for tool in tools), sorted(told["read"]))
    for tool in tools:
        Draft202012Validator.check_schema(tool.input_schema)
        assert tool.annotations.read_only_hint and tool.description, tool.name

    webcasts = await rows(client, "list_webcasts", {"limit": 7})
    same([webcast["id"] for webcast in webcasts], told["webcasts"])
    same({webcast["organizerJoinUrl"] for webcast in webcasts}, {"***"})
    visits = {"webcastId": told["busiest"], "startTime": "-40d", "endTime": "now", "limit": 31}
    visits = await rows(client, "export_history_page", visits)
    same([visit["joinTime"] for visit in visits], told["visits"])

    webcast = {"webcastId": told["busiest"]}
    settings = (await client.call_tool("get_webcast", webcast)).structured_content
    same((settings["id"], settings["organizerToken"]), (told["busiest"], "***"))
    for tool, arguments, says in [
        ("get_webcast", {}, "`webcastId` is missing"),
        ("get_webcast", {"webcastID": "x"}, "did you mean `webcastId`?"),
        ("get_webcast", {"webcastId": "none"}, "code"),
        ("list_webcasts", {"limit": 0}, "from 1 to 500"),
        ("list_webcasts", {"pageNo": 2}, "turned by `cursor`"),
        ("list_webcasts", {"cursor": "2"}, "take the `nextCursor`"),
        ("list_webcasts", {"status": "soon"}, "not one of"),
        # Files are for those at the terminal.
        ("list_webcasts", {"createdTime": "@/etc/passwd"}, "`createdTime`: not a time"),
    ]:
        result = await client.call_tool(tool, arguments)
        assert result.is_error and says in text(result), f"{tool} {arguments}: {text(result)}"
    message = await refused(client.call_tool("delete_webcast", webcast))
    assert "--allow delete" in message, message
    assert "did you mean `get_webcast`?" in await refused(client.call_tool("get_webcasd", {}))

    resources = (await client.list_resources()).resources
    same(len(resources), told["operations"] + 1)
    for resource in resources:
        contents = (await client.read_resource(resource.uri)).contents
        assert len(contents[0].text) > 100, resource.uri
    contents = (await client.read_resource(f"gensee://chapter/{told['chapter']}")).contents
    assert "创建直播" in contents[0].text and "/webcast/created" in contents[0].text, contents
    template = (await client.list_resource_templates()).resource_templates[0].uri_template
    row = template.replace("{operation}", "get_webcast").replace("{row}", "response.telconf")
    assert "2020-03-05" in (await client.read_resource(row)).contents[0].text
    assert "telkonf" in await refused(client.read_resource(row.replace("telconf", "telkonf")))

    prompts = (await client.list_prompts()).prompts
    same(len(prompts), 9)
    for prompt in prompts:
        arguments = {it.name: "2026-03-01" for it in prompt.arguments or [] if it.required}
        message = (await client.get_prompt(prompt.name, arguments)).messages[0]
        assert all(value in message.content.text for value in arguments.values()), prompt.name
    assert "`webcast` is missing" in await refused(client.get_prompt("viewer-links", {}))


async def changes(client):
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    same(len(tools), told["operations"])
    assert tools["delete_webcast"].annotations.destructive_hint
    webcast = {
        "subject": "公开课", "startTime": "+2d", "organizerToken": "123456", "panelistToken": "654321",
        "clientType": "standard",
    }
    created = (await client.call_tool("create_webcast", webcast)).structured_content
    same(created["organizerToken"], "123456")
    attached = {"webcastId": created["id"], "attachmentList": [{"name": "a, b=c", "url": "http://files.example/讲义.pdf"}]}
    result = await client.call_tool("attach_files", attached)
    assert not result.is_error, text(result)
    deleted = await client.call_tool("delete_webcast", {"webcastId": created["id"]})
    assert not deleted.is_error, text(deleted)
    gone = await client.call_tool("get_webcast", {"webcastId": created["id"]})
    assert gone.is_error, text(gone)


def browser(url):
    """A page of another origin, and one of another host name, are refused."""
    for name, value in [("Origin", "http://evil.example"), ("Host", "evil.example")]:
        headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", name: value}
        request = urllib.request.Request(url, b"{}", headers)
        try:
            urllib.request.urlopen(request, timeout=20)
        except urllib.error.HTTPError as error:
            same((name, error.code), (name, 403))
        else:
            raise AssertionError(f"{name} is accepted")


async def main():
    stdio = StdioServerParameters(command=told["program"], args=["mcp"], env=told["environment"])
    for mode in ["auto", "legacy"]:
        async with Client(stdio, mode=mode, read_timeout_seconds=60) as client:
            await reads(client)
    creating = StdioServerParameters(
        command=told["program"], args=["mcp", "--allow", "create"], env=told["environment"]
    )
    async with Client(creating, read_timeout_seconds=60) as client:
        tools = (await client.list_tools()).tools
        same(sorted(tool.name for tool in tools), sorted(told["read"] + told["create"]))
    browser(told["http"])
    async with Client(told["http"], read_timeout_seconds=60) as client:
        await changes(client)


asyncio.run(main())
