"""Run as a child process: read one office file from standard input, write the reading to standard output.

Standard input: a line of JSON (see `reading_process`), then the bytes of the file, then those of the file it mends, if
any. Standard output: lines of JSON, "~" before those that tell how far it is, "." alone at the end. Asked for the
refused rows, it writes their workbook instead, one line in base 64. Exit status OUT_OF_MEMORY when the file takes more
than the limit, which holds for the native code too: that ends the process by a signal.
"""

import gc
import json
import sys
import traceback
from pathlib import Path

OUT_OF_MEMORY = 3


def main() -> int:
    """Read and write; the exit status."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    asked = json.loads(sys.stdin.buffer.readline())
    sys.excepthook = _tell_where
    gc.disable()  # it ends before anything it makes would be let go
    _limit(asked["megabytes"] * 1024 * 1024, asked["seconds"])
    try:
        work = _make_refused if "refused" in asked else _read
        for line in work(asked, sys.stdin.buffer.read()):
            sys.stdout.write(line + "\n")
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.write(".\n")
    sys.stdout.flush()
    return 0


def _tell_where(kind, _fault, trace):
    """A fault of our own, for the log: where it was, not its words, which may hold what a cell says."""
    sys.stderr.write("".join(traceback.format_tb(trace)) + kind.__name__ + "\n")


def _limit(memory: int, seconds: int) -> None:
    """Memory; and time, should whoever waits for the answer be gone."""
    try:
        import resource
    except ImportError:  # a system without limits still has the separate process
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(asked, data):
    from lib.intake.limits import Limits
    from lib.intake.reader import read_file
    from lib.intake.reading_lines import to_lines
    from lib.text import using

    told = {}

    def tell(phase, share):
        step = None if share is None else int(share * 100)
        if told.get(phase, -1) != step:
            told[phase] = step
            sys.stdout.write("~" + json.dumps([phase, share]) + "\n")
            sys.stdout.flush()

    with using(asked["language"]):
        reading = read_file(
            asked["name"], data[: asked["size"]], asked["kind"], _reference(asked), limits=Limits(**asked["limits"]),
            tell=tell, **_given(asked, data[asked["size"] :]),
        )  # fmt: skip
    yield from to_lines(reading)


def _make_refused(asked, data):
    from base64 import b64encode
    from datetime import datetime

    from lib.errors import Refusal
    from lib.intake.limits import Limits
    from lib.intake.reading_lines import to_lines
    from lib.intake.readings import Reading
    from lib.intake.refused_workbooks import make_from_file
    from lib.text import using

    try:
        with using(asked["language"]):
            workbook = make_from_file(
                asked["name"], data[: asked["size"]], asked["refused"], _reference(asked),
                original=data[asked["size"] :], limits=Limits(**asked["limits"]),
                made_at=datetime.fromisoformat(asked["made_at"]), continues=asked["continues"],
            )  # fmt: skip
    except Refusal as refusal:
        yield from to_lines(Reading(asked["name"], "", "schedule", refusal=refusal.message))
    else:
        yield b64encode(workbook).decode()


def _reference(asked):
    from lib.reference.vocabularies import load_reference

    packs = Path(asked["packs"])
    return load_reference(packs / "city" / asked["city"], packs / "election" / asked["election"], packs / "vocabulary")


def _given(asked, original):
    """What a reading is only sometimes given."""
    from lib.intake.choices import Choices

    given = {}
    if asked["choices"]:
        given["choices"] = Choices.from_json(asked["choices"])
    if asked["learned"]:
        given["learned"] = {(field, spelling): code for field, spelling, code in asked["learned"]}
    if original:
        given["original"] = original
    return given


if __name__ == "__main__":
    sys.exit(main())
