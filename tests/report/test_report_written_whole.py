"""A report is there or it is not: killed at any moment, a reader finds the old one whole, or the new one whole."""

import os
import signal
import subprocess
import sys
import time

import pytest

SCRIPT = """
import sys, time
from pathlib import Path
from kamlib.report import report
big = "<!DOCTYPE html>" + "x" * 60_000_000 + "</html>\\n"
report.compose = lambda *_: big
print("ready", flush=True)
while True:
    report.write_report("02", "larkfield", Path(sys.argv[1]))
"""


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.11, 0.23])
def test_a_killed_report_leaves_the_old_one_or_the_new(tmp_path, delay):
    out = tmp_path / "report.html"
    out.write_text("the old report, whole", encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(out)], stdout=subprocess.PIPE, env=os.environ)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        time.sleep(delay)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    text = out.read_text(encoding="utf-8")
    assert text == "the old report, whole" or (text.startswith("<!DOCTYPE html>") and text.endswith("</html>\n"))


def test_a_report_that_fails_leaves_the_old_one(tmp_path, monkeypatch):
    from kamlib.report import report

    def broken(*_):
        raise ValueError("no")

    out = tmp_path / "report.html"
    out.write_text("the old report, whole", encoding="utf-8")
    monkeypatch.setattr(report, "compose", broken)
    with pytest.raises(ValueError, match="no"):
        report.write_report("02", "larkfield", out)
    assert out.read_text(encoding="utf-8") == "the old report, whole"
    assert list(tmp_path.glob("*report*")) == [out]
