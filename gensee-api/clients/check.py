#!/usr/bin/env python3
"""Looks for faults in `spec/openapi.yaml`, runs the clients that are made of it against the sandbox, and the sandbox against it.

Everything is installed and generated below `target/clients`. The program `gensee` must have been built.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "clients"
DOCUMENT = ROOT / "spec" / "openapi.yaml"
BIN = WORK / "venv" / "bin"
NODE = WORK / "node_modules" / ".bin"
JARS = [Path("/usr/share/java", name) for name in ["httpmime.jar", "geronimo-annotation-1.3-spec.jar"]]
ENVIRONMENT = os.environ | {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def together(title, **commands):
    """Runs commands side by side; what they print is shown when one fails, or when they are asked to tell."""
    begin = time.monotonic()
    running = {
        name: subprocess.Popen(
            [str(word) for word in command],
            cwd=WORK,
            env=ENVIRONMENT | {"PYTHONPATH": str(WORK / "python")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, command in commands.items()
    }
    told = {name: process.communicate()[0] for name, process in running.items()}
    failed = [name for name, process in running.items() if process.returncode]
    print(f"{title}: {time.monotonic() - begin:.0f} s", flush=True)
    for name in failed:
        print(f"-- {name}\n{told[name]}")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")
    return told


def install():
    """Brings the tools in, unless they are there in these versions."""
    shutil.copytree(HERE, WORK, dirs_exist_ok=True)
    wanted = [HERE / name for name in ("package.json", "package-lock.json", "requirements.txt")]
    stamp = hashlib.sha256(b"".join(file.read_bytes() for file in wanted)).hexdigest()
    known = WORK / "installed"
    if known.exists() and known.read_text() == stamp:
        return
    python = f"{sys.executable} -m venv venv && venv/bin/pip install --quiet --no-compile -r requirements.txt"
    node = "npm ci --no-audit --no-fund --ignore-scripts"
    together("installed", python=["sh", "-c", python], node=["sh", "-c", node])
    known.write_text(stamp)


@contextmanager
def sandbox(gensee):
    """A sandbox with a school in its fifth week: its address, login and password."""
    command = [gensee, "sandbox", "--port", "0", "--seed", "demo"]
    log = open(WORK / "sandbox.log", "w")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process:
        try:
            told = dict(process.stdout.readline().split() for _ in range(3))
            yield [told["address"], told["login"], told["password"]]
        finally:
            process.terminate()


def lint(gensee):
    """The document, and what `gensee openapi` makes of it for consoles, by three validators."""
    literal = WORK / "literal.json"
    with open(literal, "w") as file:
        subprocess.run([gensee, "openapi", "--style", "literal"], stdout=file, check=True)
    documents = [DOCUMENT, literal]
    together(
        "linted",
        schema=[BIN / "openapi-spec-validator", *documents],
        redocly=[NODE / "redocly", "lint", "--config", "redocly.yaml", *documents],
        spectral=[NODE / "spectral", "lint", "--ruleset", "spectral.yaml", "--fail-severity", "error", *documents],
    )


def clients(gensee):
    """Each client is generated, and runs its example against a sandbox of its own."""
    languages = ["python", "typescript"] + [name for name, lacks in missing().items() if not lacks]

    def of(**commands):
        return {name: command for name, command in commands.items() if name in languages}

    for folder in ["python/gensee", "php/gensee", "java/gensee", "java/classes"]:
        shutil.rmtree(WORK / folder, ignore_errors=True)
    generator = [BIN / "openapi-generator-cli", "generate", "-i", DOCUMENT]
    together(
        "generated",
        **of(
            python=[BIN / "openapi-python-client", "generate", "--path", DOCUMENT, "--config", "python/config.yaml"]
            + ["--meta", "none", "--output-path", "python/gensee"],
            # What has a default need not be sent.
            typescript=[NODE / "openapi-typescript", DOCUMENT, "--default-non-nullable", "false"]
            + ["--output", "typescript/gensee.d.ts"],
            php=[*generator, "-g", "php", "-o", "php/gensee", "--additional-properties", "invokerPackage=Gensee"],
            java=[*generator, "-g", "java", "--library", "native", "-o", "java/gensee", "--additional-properties"]
            + ["openApiNullable=false,useSingleRequestParameter=true,invokerPackage=gensee"]
            + ["--api-package", "gensee.api", "--model-package", "gensee.model"],
        ),
    )
    # The generator has Jackson in it.
    (jackson,) = (BIN.parent / "lib").glob("python*/site-packages/openapi_generator_cli/openapi-generator.jar")
    jars = ":".join(map(str, [jackson, *JARS]))
    together(
        "compiled",
        **of(
            typescript=[NODE / "tsc", "--project", "typescript"],
            java=["javac", "-nowarn", "-encoding", "UTF-8", "-cp", jars, "-d", "java/classes"]
            + ["-sourcepath", "java/gensee/src/main/java", "java/Gensee.java", "java/Example.java"],
        ),
    )
    examples(
        gensee,
        **of(
            python=[BIN / "python", "python/example.py"],
            typescript=["node", "typescript/example.js"],
            php=["php", "-d", "zend.assertions=1", "php/example.php"],
            java=["java", "-Dfile.encoding=UTF-8", "-cp", f"{jars}:java/classes", "Example"],
        ),
    )


def missing():
    """What the languages need that need not be there, as Debian calls it; with the variable `CI` it must."""
    guzzle = ["php", "-r", "require 'GuzzleHttp/autoload.php';"]
    has_guzzle = shutil.which("php") and subprocess.run(guzzle, stderr=subprocess.DEVNULL).returncode == 0
    has_java = shutil.which("javac") and all(jar.exists() for jar in JARS)
    lacks = {
        "php": "" if has_guzzle and shutil.which("java") else "php-cli php-guzzlehttp-guzzle default-jre-headless",
        "java": "" if has_java else "default-jdk-headless libgeronimo-annotation-1.3-spec-java libhttpmime-java",
    }
    for name, packages in lacks.items():
        if packages and os.environ.get("CI"):
            sys.exit(f"{name}: install {packages}")
        if packages:
            print(f"{name}: left out; it needs {packages}", flush=True)
    return lacks


def examples(gensee, **commands):
    """Runs examples, each against a sandbox of its own."""
    with ExitStack() as stack:
        sites = {name: stack.enter_context(sandbox(gensee)) for name in commands}
        told = together("called", **{name: [*command, *sites[name]] for name, command in commands.items()})
        for name, (address, *_) in sites.items():
            lines = told[name].splitlines()
            print(f"{name}: {'; '.join(lines)}")
            with urllib.request.urlopen(f"{address}/sandbox/requests?operation=attach_files") as answer:
                (arrived,) = json.load(answer)
            names = [parameter["name"] for parameter in arrived["parameters"]]
            assert "attachmentList[1].url" in names, names
            assert [line.split()[0] for line in lines] == ["created", "listed", "exported", "attached", "refused"]


def inspect(gensee):
    """`gensee mcp` under the official inspector, on stdin and over HTTP. It is left out unless it is named: it is large."""
    package = "@modelcontextprotocol/inspector@2.12.0"
    npm = ["npm", "install", "--prefix", "inspector", "--no-audit", "--no-fund", "--ignore-scripts", package]
    together("installed", npm=npm)
    with ExitStack() as stack:
        address, login, password = stack.enter_context(sandbox(gensee))
        ENVIRONMENT.update(GENSEE_URL=address, GENSEE_LOGIN=login, GENSEE_PASSWORD=password)
        server = [gensee, "mcp", "--http", "127.0.0.1:0"]
        server = subprocess.Popen(server, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
        stack.callback(server.terminate)
        (url,) = re.findall(r"http://\S+", server.stderr.readline())
        stdin = [word for name in ["GENSEE_URL", "GENSEE_LOGIN", "GENSEE_PASSWORD"] for word in ["-e", f"{name}={ENVIRONMENT[name]}"]]
        for way, target in {"stdin": [*stdin, gensee, "mcp"], "http": [url]}.items():
            ask = [WORK / "inspector" / "node_modules" / ".bin" / "mcp-inspector", "--cli", *target, "--method"]
            told = together(
                f"inspected over {way}",
                tools=[*ask, "tools/list", "--strict"],
                call=[*ask, "tools/call", "--tool-name", "list_webcasts"],
                resources=[*ask, "resources/list"],
                resource=[*ask, "resources/read", "--uri", "gensee://chapter/5.4"],
                prompts=[*ask, "prompts/list"],
                prompt=[*ask, "prompts/get", "--prompt-name", "create-webcast", "--prompt-args", "subject=Rust", "start=today"],
            )
            assert "Warning:" not in told["tools"], told["tools"]
            assert '"create_webcast"' not in told["tools"], "a tool that changes something is there"
            assert '"organizerJoinUrl": "***"' in told["call"], told["call"]


def contract(gensee, examples, seed):
    """The sandbox against the document."""
    with sandbox(gensee) as (address, login, password):
        login = {"loginName": login, "password": hashlib.md5(password.encode()).hexdigest(), "sec": True}
        ENVIRONMENT.update(GENSEE_LOGIN=json.dumps(login), SCHEMATHESIS_HOOKS="contract.hooks")
        checks = "not_a_server_error,status_code_conformance,content_type_conformance"
        checks += ",response_schema_conformance,code_follows_the_document"
        told = together(
            "contract",
            schemathesis=[BIN / "schemathesis", "--config-file", "contract/schemathesis.toml", "run", DOCUMENT, "--url", f"{address}/integration/site"]
            + ["--checks", checks, "--max-examples", examples, "--seed", seed, "--workers", "2"]
            + ["--warnings", "off", "--no-color", "--generation-database", "none", "--continue-on-failure"],
        )
        print(told["schemathesis"][told["schemathesis"].rfind("SUMMARY") :])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gensee", default=ROOT / "target" / "debug" / "gensee", help="the program")
    parser.add_argument("--examples", type=int, default=2, help="calls that schemathesis tries for each operation")
    parser.add_argument("--seed", type=int, default=1, help="of chance")
    parser.add_argument("steps", nargs="*", help="install, lint, clients, contract: these without it; inspect")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    steps = options.steps or ["install", "lint", "clients", "contract"]
    for step in steps:
        match step:
            case "install":
                install()
            case "lint":
                lint(options.gensee)
            case "clients":
                clients(options.gensee)
            case "inspect":
                inspect(options.gensee)
            case "contract":
                contract(options.gensee, options.examples, options.seed)
            case other:
                parser.error(f"`{other}` is not a step; give install, lint, clients, contract or inspect")


if __name__ == "__main__":
    main()
