"""What ops/check asks of rules, board and README: check.py ROOT metrics|alerts|board|expressions. Says what is wrong."""

import json
import re
import sys
from pathlib import Path

import yaml

root = Path(sys.argv[1])
readme = (root / "ops/README.md").read_text()
rules_file = root / "ops/prometheus/huiban.rules.yml"
board_file = root / "ops/grafana/huiban.json"
WORDS = {"and", "or", "unless", "bool", "offset", "inf", "nan"}


def exported():
    """Every name that a process writes at /metrics: they all stand as `"huiban_…"` in the sources."""
    texts = (path.read_text() for path in (root / "Sources").rglob("*.swift"))
    return {name for text in texts for name in re.findall(r'"(huiban_[a-z_]+)"', text)}


def names(expression):
    """The metrics that an expression names: what is left without strings, labels, ranges, functions and words."""
    text = re.sub(r"\{[^}]*\}|\[[^\]]*\]", " ", re.sub(r"\"[^\"]*\"|'[^']*'", "", expression))
    text = re.sub(r"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", " ", text)
    found = re.findall(r"(?<![\w.])([a-zA-Z_:][\w:]*)(?!\w)(?!\s*\()", text)
    return {name for name in found if name.lower() not in WORDS}


def strangers(expression):
    return sorted(names(expression) - exported() - {"up"})


def metrics():
    if not exported():
        yield "no metric found in Sources"
    listed = set(re.findall(r"^\| `(huiban_[a-z_]+)`", readme, re.M))
    for name in sorted(exported() - listed):
        yield f"{name} is exported and not listed"
    for name in sorted(listed - exported()):
        yield f"{name} is listed and not exported"


def alerts():
    rules = [rule for group in yaml.safe_load(rules_file.read_text())["groups"] for rule in group["rules"]]
    tests = yaml.safe_load((root / "ops/prometheus/huiban.rules.test.yml").read_text())["tests"]
    cases = [case for test in tests for case in test.get("alert_rule_test", [])]
    asked = [case for test in tests for case in test.get("promql_expr_test", [])]
    if not any("ALERTS" in case["expr"] and not case.get("exp_samples") for case in asked):
        yield "no test looks for alerts in a healthy fleet"
    sections = re.findall(r"^### (Huiban\w+)$", readme, re.M)
    for rule in rules:
        name, notes = rule["alert"], rule.get("annotations", {})
        for stranger in strangers(rule["expr"]):
            yield f"{name}: nobody exports {stranger}"
        if rule.get("labels", {}).get("severity") not in ("critical", "warning"):
            yield f"{name}: severity is neither critical nor warning"
        for note in ("summary_zh", "summary_en"):
            if not notes.get(note):
                yield f"{name}: no {note}"
        if notes.get("runbook") != f"ops/README.md#{name.lower()}":
            yield f"{name}: its runbook is not ops/README.md#{name.lower()}"
        if name not in sections:
            yield f"{name}: ops/README.md has no section ### {name}"
        own = [case for case in cases if case["alertname"] == name]
        if not any(case.get("exp_alerts") for case in own):
            yield f"{name}: no test in which it fires"
        if all(case.get("exp_alerts") for case in own):
            yield f"{name}: no test in which it does not fire yet"
    for section in sorted(set(sections) - {rule["alert"] for rule in rules}):
        yield f"ops/README.md has a section for {section}, which is no alert"
    for series in (series["series"] for test in tests for series in test["input_series"]):
        for stranger in strangers(series):
            yield f"a test feeds {stranger}, which nobody exports"


def board_expressions():
    for panel in json.loads(board_file.read_text())["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


def board():
    content = json.loads(board_file.read_text())
    panels = content["panels"]
    if not 8 <= len(panels) <= 12:
        yield f"{len(panels)} panels, not 8 to 12"
    if len({panel["id"] for panel in panels}) != len(panels):
        yield "two panels have one id"
    for panel in panels:
        if not panel.get("targets"):
            yield f"{panel['title']}: shows nothing"
    for title, expression in board_expressions():
        if not names(expression):
            yield f"{title}: no metric in {expression}"
        for stranger in strangers(expression):
            yield f"{title}: nobody exports {stranger}"
    for variable in content["templating"]["list"]:
        for stranger in re.findall(r"label_values\((\w+),", variable["query"]):
            if stranger not in exported():
                yield f"variable {variable['name']}: nobody exports {stranger}"


def expressions():
    """The board's expressions as recording rules, for promtool to read."""
    rules = [
        {"record": f"board:{n}", "expr": expression.replace("$process", ".*")}
        for n, (_, expression) in enumerate(board_expressions())
    ]
    yield yaml.safe_dump({"groups": [{"name": "board", "rules": rules}]})


try:
    for line in {"metrics": metrics, "alerts": alerts, "board": board, "expressions": expressions}[sys.argv[2]]():
        print(line)
except (json.JSONDecodeError, yaml.YAMLError) as error:
    sys.exit(f"not readable: {error}")
