"""A fleet of its own for the tests in a browser: started in a private home, stopped whatever happens."""

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HUIBAN = os.path.join(ROOT, ".build", "release", "huiban")


class Fleet:
    """Runs the processes as a person would, with `huiban up` and `huiban down`."""

    _running = None

    @classmethod
    def running(cls):
        """The one fleet of this run: starting it takes longer than most tests."""
        if cls._running is None:
            cls._running = Fleet()
            # A run that is told to end leaves no process behind either.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
            atexit.register(cls._running.stop)
            cls._running.start()
        return cls._running

    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="huiban-browser.")

    def start(self, *more):
        # Slow enough that nothing falls due while a page is read, and with time that is marked as not the real one.
        self.huiban("up", "--detach", "--speed", "2", "--start", "2023-04-27T08:30", "--drill", *more)

    def stop(self):
        self.huiban("down")
        shutil.rmtree(self.home, ignore_errors=True)

    def huiban(self, *words):
        command = [HUIBAN, *words, "--home", self.home]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        return done.stdout

    def process(self, name):
        with open(os.path.join(self.home, "fleet.json"), encoding="utf-8") as file:
            return next(each for each in json.load(file)["processes"] if each["name"] == name)

    def url(self, name):
        return self.process(name)["url"]

    def kill(self, name):
        """kill -9; the supervisor starts another."""
        os.kill(self.process(name)["identity"]["pid"], signal.SIGKILL)

    def broker_pid(self):
        with open(os.path.join(self.home, "fleet.json"), encoding="utf-8") as file:
            return json.load(file)["broker"]["node"]["pid"]

    def token(self, person):
        with open(os.path.join(self.home, "credentials", "people", f"{person}.token"), encoding="utf-8") as file:
            return file.read().strip()

    def eventually(self, *words, seconds=30):
        """Says it until it is taken: what came before may still be on its way to that desk."""
        until = time.monotonic() + seconds
        while True:
            try:
                return self.huiban(*words)
            except AssertionError:
                if time.monotonic() > until:
                    raise

    def complete(self, task, person):
        """Ends a step with its own example."""
        return self.eventually("tasks", "complete", task, "--example", "--as", person)

    def submit(self, number, title):
        """Publishes a deputy's suggestion; gives the case's id."""
        example = os.path.join(ROOT, "contracts", "examples", "deputy-suggestion-20230333.json")
        with open(example, encoding="utf-8") as file:
            message = json.load(file)
        case = message.get("data", message)
        case["externalId"] = f"BROWSER-{number}"
        case["title"] = title
        case["fields"]["title"] = title
        case["fields"]["suggestionNo"] = str(number)
        path = os.path.join(self.home, f"{number}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(message, file)
        return self.huiban("submit", path, "--wait").split()[-1]
