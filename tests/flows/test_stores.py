"""Raw and processed on a store, an S3 server in a process of its own, and what is seen there of a run cut short."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.ingestion.store import Store
from flows.ingestion.working_copy import at_hand
from flows.publish.dataset import load_observations
from flows.publish.folders import STAGING, DatasetError
from flows.publish.journal import JOURNAL
from flows.publish.manifest import MANIFEST
from tests.flows.test_commands import foi, run_foi

s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed: pip install 'foi-returns[s3]'")
pytest.importorskip("moto", reason="moto, a local S3 server, is not installed: it is among the dev dependencies")
Ingest = Callable[..., None]
WriteReturn = Callable[..., Path]
RAW, DATA = "s3://returns/raw", "s3://returns/processed"
UNHURT = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


@pytest.fixture
def files(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[s3fs.S3FileSystem]:
    """The store, with an empty bucket; the copies of this machine lie in a folder of the test."""
    for name, value in (UNHURT | {"AWS_ENDPOINT_URL": server, "XDG_CACHE_HOME": str(tmp_path / "cache")}).items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem(use_listings_cache=False)
    store.mkdir("returns")
    yield store
    store.rm("returns", recursive=True)


def on_the_store(files: s3fs.S3FileSystem, folder: str = "returns/processed") -> dict[str, bytes]:
    return {path.removeprefix(f"{folder}/"): files.cat_file(path) for path in files.find(folder)}


def as_on_a_store(folder: Path) -> dict[str, bytes]:
    """All of a folder but what is of one machine."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: found[name] for name in found if not name.startswith((".state/readings/", ".state/lock"))}


def ingest_there(ingest: Ingest, **given: object) -> None:
    with at_hand(RAW) as home, at_hand(DATA) as folder:
        ingest(raw=str(home), processed=str(folder), **given)


def figures(folder: Path) -> list[int | None]:
    rows = load_observations(folder, "2016-17", "kent")
    return [row.count for row in rows if row.age_band == "11-17" and row.period_label == "2016/17"]


def test_the_bytes_are_those_of_a_folder(
    ingest: Ingest, write_return: WriteReturn, raw: Path, processed: Path, files: s3fs.S3FileSystem
) -> None:
    files.put(str(raw), "returns/raw", recursive=True)
    ingest_there(ingest)
    ingest()
    assert on_the_store(files) == as_on_a_store(processed)
    # A return that is another, one that is new and one that is gone.
    for force in ("kent", "gwent"):
        changed = write_return(raw / "2016-17" / force, last=32)
        files.put_file(str(changed), f"returns/raw/2016-17/{force}/reply.csv")
    (raw / "2016-17/essex/reply.csv").unlink()
    files.rm_file("returns/raw/2016-17/essex/reply.csv")
    ingest_there(ingest)
    ingest()
    assert on_the_store(files) == as_on_a_store(processed)


def test_only_what_is_new_comes_over_and_goes_back(
    ingest: Ingest, raw: Path, files: s3fs.S3FileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.put(str(raw), "returns/raw", recursive=True)
    ingest_there(ingest)
    moved: list[str] = []
    for name in ("get", "replace"):

        def seen(self: Store, new: dict[str, Path], *more: object, whole=getattr(Store, name)) -> object:  # noqa: B008
            moved.extend(new)
            return whole(self, new, *more)

        monkeypatch.setattr(Store, name, seen)
    ingest_there(ingest)
    assert moved == []
    files.pipe_file("returns/raw/2016-17/kent/reply.csv", (raw / "2016-17/essex/reply.csv").read_bytes())
    with at_hand(RAW):
        assert moved == ["2016-17/kent/reply.csv"]


class CutShortError(Exception):
    """A run is killed."""


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_run_cut_short_leaves_the_old_data_or_is_completed(
    at: int, files: s3fs.S3FileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at the put, at the journal, at the copies and at the manifest."""
    old, new = ({name: f"{age} {name}".encode() for name in ("a", "b", MANIFEST)} for age in ("old", "new"))
    for name, content in old.items():
        files.pipe_file(f"returns/data/{name}", content)
    for name, content in (new | {"c": b"new c"}).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    steps = iter(range(10))
    store = Store("s3://returns/data")

    def cut_short(name: str, step: Callable[..., object]) -> None:
        def perhaps(*given: object, **more: object) -> object:
            if next(steps) == at:
                raise CutShortError
            return step(*given, **more)

        monkeypatch.setattr(store._files, name, perhaps)

    for name in ("put", "pipe_file", "copy"):
        cut_short(name, getattr(store._files, name))
    before = store.listing()
    with pytest.raises(CutShortError):
        store.replace({name: tmp_path / name for name in ("a", "c", MANIFEST)}, ["b"], before)
    monkeypatch.undo()
    if (started := JOURNAL in on_the_store(files, "returns/data")) and at == 3:
        assert files.cat_file(f"returns/data/{MANIFEST}") == b"old .state/manifest.json"
    Store("s3://returns/data").listing()
    found = {name: text for name, text in on_the_store(files, "returns/data").items() if not name.startswith(STAGING)}
    assert started == (at > 1)
    assert found == ({"a": b"new a", "c": b"new c", MANIFEST: new[MANIFEST]} if started else old)


def test_two_runs_do_not_mix(ingest: Ingest, write_return: WriteReturn, raw: Path, files: s3fs.S3FileSystem) -> None:
    files.put(str(raw), "returns/raw", recursive=True)
    ingest_there(ingest)
    published = on_the_store(files)

    def publish_while_another_does() -> None:
        with at_hand(DATA) as folder:
            ingest(processed=str(folder))
            files.pipe_file("returns/processed/validation/2026-01-01.json", b"{}")

    write_return(raw / "2016-17/kent", last=40)
    with pytest.raises(DatasetError, match="another run has written there"):
        publish_while_another_does()
    assert on_the_store(files) == published | {"validation/2026-01-01.json": b"{}"}
    with at_hand(DATA) as folder:
        assert figures(folder) == [31]
        with pytest.raises(DatasetError, match="another command on this machine is at it"), at_hand(DATA):
            pass


def test_commands_take_stores(raw: Path, files: s3fs.S3FileSystem) -> None:
    files.put(str(raw), "returns/raw", recursive=True)
    done = run_foi("ingest", "--raw", RAW, "--processed", DATA)
    assert done.returncode < 2, done.stderr
    assert f"Data set   {DATA}: " in done.stdout
    assert "--processed s3://returns/processed" in done.stdout
    shown = foi("figures", "--processed", DATA)
    assert (shown.exit_code, "Essex" in shown.output or "essex" in shown.output) == (0, True)


def test_validation_keeps_its_result_on_the_store(ingest: Ingest, raw: Path, files: s3fs.S3FileSystem) -> None:
    files.put(str(raw), "returns/raw", recursive=True)
    ingest_there(ingest)
    done = run_foi("validate", "--processed", DATA)
    assert f"{DATA}: as it was published" in done.stdout, done.stderr
    assert [path.rpartition(".")[2] for path in files.ls("returns/processed/validation", detail=False)] == ["json"]


@pytest.mark.parametrize(
    ("folder", "less", "said"),
    [
        ("s3://nobody/processed", (), "s3://nobody/processed: The specified bucket does not exist; see to it that"),
        (DATA, tuple(UNHURT), "s3://returns/processed: Unable to locate credentials; see to it that the bucket"),
        ("zz9://returns", (), "zz9://returns: Protocol not known: zz9; name a folder, or a store such as s3://bucket"),
        ("s3://returns/none", (), "no campaign has no figures there; run foi ingest first"),
    ],
)
def test_what_a_store_refuses_ends_the_command(
    folder: str, less: tuple[str, ...], said: str, files: s3fs.S3FileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in less:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    s3fs.S3FileSystem.clear_instance_cache()
    done = foi("figures", "--processed", folder)
    assert done.exit_code == 3
    assert said in " ".join(done.stderr.split())


def test_without_s3fs_it_is_said_what_to_install(files: s3fs.S3FileSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    with pytest.raises(DatasetError, match=r"install this program with \[s3\]"):
        Store(DATA)


def test_an_object_whose_name_leads_out_is_refused(files: s3fs.S3FileSystem, tmp_path: Path) -> None:
    files.pipe_file("returns/raw/2016-17/../../../../evil.csv", b"x")
    with pytest.raises(DatasetError, match="cannot be the name of a file"), at_hand(RAW):
        pass
    assert not list(tmp_path.rglob("evil.csv"))
