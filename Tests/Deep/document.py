"""Holds a live fleet against contracts/openapi.yaml: no answer that is not written there, and none of the 500s.

    python3 Tests/Deep/document.py [SEED]        in an environment that has schemathesis; ops/test --deep makes one

Every person has a door: what the coordinator serves is asked of the coordinator, what every desk serves of the police, votes of
housing.
"""

import json
import os
import random
import subprocess
import sys
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Browser"))

from fleet import ROOT, Fleet  # noqa: E402

DOCUMENT = os.path.join(ROOT, "contracts", "openapi.yaml")
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance",
]
FOR_PROCESSES = "^/files/{sha256}/readers$|^/services/"
# Who asks which process for what: options of schemathesis.
DOORS = [
    ("coordinator", "coordinator-luo", ["--exclude-path-regex", FOR_PROCESSES, "--exclude-tag", "votes"]),
    ("coordinator", "suggestions-system", ["--include-tag", "intake", "--include-tag", "cases"]),
    ("police", "police-sun", [
        "--include-tag", "tasks", "--include-tag", "files", "--include-tag", "duty", "--exclude-tag", "coordinator",
        "--exclude-path-regex", FOR_PROCESSES,
    ]),
    ("housing", "housing-zhao", ["--include-tag", "votes"]),
    # An auditor reads; what he may not do is documented too.
    ("coordinator", "coordinator-ding", ["--include-tag", "duty", "--include-tag", "tasks"]),
]
SERVICES = [
    ("coordinator", "police", ["--include-path-regex", "^/files/{sha256}/readers$|^/services/clocks"]),
    ("police", "coordinator", ["--include-path-regex", "^/services/files"]),
]


def upload(fleet):
    """A file that the police have; gives its hash."""
    request = urllib.request.Request(
        fleet.url("police") + "/files?name=a.txt", data="情况说明".encode(), method="POST",
        headers={"Authorization": "Bearer " + fleet.token("police-sun"), "Content-Type": "text/plain"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["sha256"]


def prepare(fleet):
    """Things that are really there, so that more than 404 is answered: cases, tasks on every desk, a request, a file."""
    cases, tasks = [], []
    for number in range(20230400, 20230404):
        case = fleet.submit(number, "关于接口文档的建议")
        fleet.complete(f"{case}.register.1", "coordinator-shen")
        fleet.complete(f"{case}.assign.1", "coordinator-fang")
        cases.append(case)
        tasks += [f"{case}.opinions.police.1", f"{case}.assign.1"]
    fleet.eventually(
        "tasks", "return", f"{cases[0]}.opinions.police.1", "--reason", "不属本单位职责", "--basis", "三定方案",
        "--as", "police-wang",
    )
    open_case = fleet.submit(20230410, "关于登记的建议")
    for case in cases:
        fleet.eventually("tasks", "show", f"{case}.opinions.police.1", "--as", "police-wang")
    example = os.path.join(ROOT, "contracts", "examples", "owners-vote-demo-006.json")
    cases.append(fleet.huiban("submit", example, "--wait").split()[-1])
    return {
        "cases": cases, "tasks": tasks + [f"{open_case}.register.1"], "files": [upload(fleet)],
        "receipts": ["BROWSER-20230400"],
    }


def run(fleet, process, name, secret, options, things, seed):
    """One door; gives whether everything was as it is written."""
    print(f"== {process} as {name}", flush=True)
    command = [
        os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run", DOCUMENT,
        "--url", fleet.url(process), "--header", f"Authorization: Bearer {secret}",
        "--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing", "--max-examples", "30",
        "--seed", str(seed), "--continue-on-failure", "--request-timeout", "30", "--warnings", "off",
        "--suppress-health-check", "all", "--no-color", *options,
    ]
    surroundings = {
        **os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": HERE, "HUIBAN_THINGS": json.dumps(things),
        "HUIBAN_SEED": str(seed), "PYTHONDONTWRITEBYTECODE": "1",
    }
    # What it keeps for itself goes with the fleet's home.
    return subprocess.run(command, env=surroundings, cwd=fleet.home, check=False).returncode == 0


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(1_000_000)
    print(f"seed {seed}; the same again: ops/test --deep --seed {seed}", flush=True)
    fleet = Fleet.running()
    things = prepare(fleet)
    is_good = True
    for process, person, options in DOORS:
        is_good &= run(fleet, process, person, fleet.token(person), options, things, seed)
    for process, owner, options in SERVICES:
        with open(os.path.join(fleet.home, "credentials", "services", f"{owner}.token"), encoding="utf-8") as file:
            secret = file.read().strip()
        is_good &= run(fleet, process, f"the process of {owner}", secret, options, things, seed)
    print("every answer is documented" if is_good else "not every answer is documented")
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
