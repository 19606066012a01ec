"""Hooks of schemathesis: how a request is sent, what follows from what, and what an answer must be."""

import json
import os
import re
from urllib.parse import parse_qsl, urlencode

import schemathesis
from adapter import form

LOGIN = json.loads(os.environ["GENSEE_LOGIN"])
FORM = "application/x-www-form-urlencoded"
SCHEMAS = "#/components/schemas/"
#: The operations, by path: their parameters, conditions between them, and the longest span.
OPERATIONS = {}
#: All components.
COMPONENTS = {}


def resolve(schema):
    return COMPONENTS[schema["$ref"].removeprefix(SCHEMAS)] if "$ref" in schema else schema


def ids(schema, place="$response.body#"):
    """The ids that an answer holds, by type: at its top, or in the first row of a list."""
    for name, row in resolve(schema).get("properties", {}).items():
        if row.get("type") == "array" and "$ref" in row["items"]:
            yield from ids(row["items"], f"{place}/{name}/0")
        elif row.get("x-gensee-type", "").endswith("Id") and "x-gensee-name-of" not in row:
            yield row["x-gensee-type"], f"{place}/{name}"


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Takes the login out, which is no matter of chance, and links each id of an answer with the requests that want it."""
    COMPONENTS.update(raw_schema["components"]["schemas"])
    calls = [(path, item["post"]) for path, item in raw_schema["paths"].items()]
    for path, call in calls:
        name = call["requestBody"]["content"][FORM]["schema"]["$ref"].removeprefix(SCHEMAS)
        login, *own = COMPONENTS[name]["allOf"]
        own = own[0] if own else {"type": "object", "properties": {}}
        COMPONENTS[name] = raw_schema["components"]["schemas"][name] = own
        OPERATIONS[path] = own, call.get("x-gensee-conditions", []), call.get("x-gensee-window")
        for example in call["requestBody"]["content"][FORM].get("examples", {}).values():
            for parameter in ("loginName", "password"):
                del example["value"][parameter]
    for path, call in calls:
        links = {}
        answer = call["responses"]["200"]["content"]["application/json"]["schema"]["oneOf"][0]
        for kind, place in ids(answer):
            for other, target in calls:
                for parameter, row in OPERATIONS[other][0]["properties"].items():
                    if row.get("x-gensee-type") == kind and other != path:
                        links[f"{len(links)}"] = {
                            "operationId": target["operationId"],
                            "requestBody": {parameter: place},
                        }
        call["responses"]["200"]["links"] = links


@schemathesis.serializer(FORM)
def serialize(context, value):
    if not isinstance(value, dict):
        return json.dumps(value).encode()
    pairs = form({**value, **LOGIN}).items()
    # The HTTP layer of a site refuses names with empty brackets, before it comes to the rules of the document.
    pairs = [(name, text) for name, text in pairs if "[]" not in name]
    return urlencode(pairs, errors="replace").encode()


#: Whether the document allows these depends on what the id stands for: the piece must end before the recording does.
DEPENDENT = {("/webcast/vod/cut", "end")}
#: What the document does not tell and sites take all the same, by WIRE.md: what comes of it is left open.
OPEN = object()


def judge(schema, text):
    """Whether the document allows a value, or leaves it open."""
    kind = schema.get("type")
    if text != text.strip() and kind != "string":
        return OPEN
    if schema.get("x-gensee-type") == "Time":
        # The first 19 characters count, as Java reads them.
        return is_long(text) or (OPEN if re.match(r"\d+-\d+-\d+", text) else False)
    if kind == "integer":
        low, high = schema.get("minimum", -(2**63)), schema.get("maximum", 2**63)
        return is_long(text) and low <= int(text) <= high
    if kind == "boolean":
        return text in ("true", "false") or (OPEN if text in ("0", "1") else False)
    if schema.get("format") == "date":
        return OPEN if re.match(r"\d+-\d+-\d+", text) else False
    if "enum" in schema:
        return text in schema["enum"]
    return schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text))


def is_long(text):
    return bool(re.fullmatch(r"-?[0-9]+", text)) and -(2**63) <= int(text) < 2**63


def verdicts(table, sent, conditions=(), window=None):
    """What the document says of each parameter, and of each condition between them: place and verdict."""
    for name, schema in table["properties"].items():
        is_needed = name in table.get("required", [])
        if schema.get("type") == "array":
            yield from entries(name, schema, sent, is_needed)
        elif not sent.get(name):
            # Nobody knows whether an empty text is one.
            yield name, OPEN if name in sent else not is_needed
        else:
            yield f"{name}={sent[name]!r}", judge(schema, sent[name])
    start, end = (sent.get(window[key], "") for key in ("start", "end")) if window else ("", "")
    if is_long(start) and is_long(end) and int(start) > int(end):
        # The document does not say what an empty span is.
        yield window, OPEN
    value = {name: str(row["default"]).lower() for name, row in table["properties"].items() if "default" in row}
    value |= sent
    for rule in conditions:
        if rule["rule"] == "order":
            ends = [sent.get(rule[end], "") for end in ("less", "more")]
            if all(map(is_long, ends)):
                yield rule, int(ends[0]) < int(ends[1])
        elif value.get(rule["when"]) in rule["values"]:
            if rule["rule"] == "require":
                yield rule, bool(sent.get(rule["name"]))
            if rule["rule"] == "fix" and sent.get(rule["name"], rule["value"]) != rule["value"]:
                # The server can take the value as the only one that has an effect.
                yield rule, OPEN


def entries(name, schema, sent, is_needed):
    """The same for the entries of a list."""
    found = {}
    for key, value in sent.items():
        if match := re.fullmatch(re.escape(name) + r"\[(\d+)\](?:\.(.*))?", key):
            found.setdefault(match[1], {})[match[2]] = value
    if name in sent:
        yield name, OPEN
    elif not found:
        yield name, not is_needed
    item = resolve(schema["items"])
    for index, entry in found.items():
        if "properties" in item:
            for place, verdict in verdicts(item, entry):
                yield f"{name}[{index}].{place}", verdict
        elif entry.get(None):
            yield f"{name}[{index}]={entry}", judge(item, entry[None])
        else:
            yield f"{name}[{index}]={entry}", OPEN


@schemathesis.hook
def filter_case(context, case):
    """Only what a site reads: a form, sent by POST."""
    return case.method == "POST"


@schemathesis.check
def code_follows_the_document(context, response, case):
    """What breaks a rule of the document is refused, and what breaks none is not refused as a wrong parameter."""
    request = response.request
    if request.method != "POST" or not request.headers.get("Content-Type", "").startswith(FORM):
        return
    body = request.body or ""
    body = body if isinstance(body, str) else body.decode()
    sent = dict(reversed(parse_qsl(body, keep_blank_values=True)))
    table, conditions, window = OPERATIONS[case.operation.path]
    told = list(verdicts(table, sent, conditions, window))
    told += [(name, OPEN) for path, name in DEPENDENT if path == case.operation.path]
    broken = [place for place, verdict in told if verdict is False]
    code = str(response.json()["code"])
    if broken:
        assert code != "0", f"accepted, although {broken}"
    elif all(verdict is True for _, verdict in told):
        assert code not in ("101", "102"), f"{code}, although no rule is broken"
