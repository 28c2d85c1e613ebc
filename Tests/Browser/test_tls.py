"""Pages over TLS with a certificate that somebody made himself, in a fleet of its own."""

import http.client
import os
import ssl
import subprocess
import unittest
import urllib.parse

from fleet import Fleet


class TLS(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fleet = Fleet()
        cls.addClassCleanup(cls.fleet.stop)
        cls.chain, key = (os.path.join(cls.fleet.home, name) for name in ("door.pem", "door.key"))
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=huiban",
             "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cls.chain],
            check=True, capture_output=True,
        )
        cls.fleet.start("--tls", cls.chain, key)

    def call(self, method, path, form=None, trusted=True):
        context = ssl.create_default_context(cafile=self.chain if trusted else None)
        port = self.fleet.process("housing")["tlsPort"]
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=30)
        self.addCleanup(connection.close)
        body = urllib.parse.urlencode(form) if form else None
        connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"} if form else {})
        answer = connection.getresponse()
        return answer, answer.read().decode()

    def test_pages_answer_over_tls_and_cookies_never_leave_it(self):
        answer, text = self.call("GET", "/sign-in")
        self.assertEqual(answer.status, 200)
        self.assertIn("会办", text)
        secret = self.fleet.token("housing-li")
        answer, _ = self.call("POST", "/sign-in", {"person": "housing-li", "secret": secret})
        self.assertEqual(answer.status, 303)
        cookie = answer.getheader("Set-Cookie")
        for mark in ["HttpOnly", "SameSite=Strict", "Secure"]:
            self.assertIn(mark, cookie)
        answer, _ = self.call("GET", "/sign-in?lang=en")
        self.assertIn("Secure", answer.getheader("Set-Cookie"))

    def test_whoever_does_not_trust_the_certificate_does_not_come_in(self):
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.call("GET", "/sign-in", trusted=False)

    def test_the_command_line_and_the_other_processes_go_on_as_before(self):
        case = self.fleet.submit(20230395, "关于证书的建议")
        self.fleet.complete(f"{case}.register.1", "coordinator-shen")
        self.fleet.complete(f"{case}.assign.1", "coordinator-fang")
        self.assertIn(case, self.fleet.eventually("tasks", "show", f"{case}.contact.1", "--as", "housing-li"))

    def test_what_is_no_certificate_is_said_before_anything_is_started(self):
        with self.assertRaisesRegex(AssertionError, "cannot be read"):
            self.fleet.huiban("up", "--detach", "--tls", "/nowhere/door.pem", "/nowhere/door.key")


if __name__ == "__main__":
    unittest.main()
