from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

import pytest

from onrecord.flows.discover import DiscoveryError, discover, fingerprint, outlet_folder


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder of news: two outlets, hidden things, and a lake."""
    for name in (
        "news/txt/bbc/2020/a.txt",
        "news/txt/bbc/b.txt",
        "news/reuters/2020-12/c.json",
        "news/d.csv",
        "news/.hidden.txt",
        "news/.cache/e.txt",
        "news/lake/snapshots/1/articles.txt",
        "news/lake/staging/x.txt",
        "news/my-lake-notes/snapshots/f.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "news"


def names(sources: list[str], root: Path) -> list[str]:
    return [file.path.relative_to(root).as_posix() for file in discover(sources)]


def test_folder_with_all_below_it(tree: Path) -> None:
    assert names([str(tree)], tree) == [
        "d.csv",
        "my-lake-notes/snapshots/f.txt",
        "reuters/2020-12/c.json",
        "txt/bbc/2020/a.txt",
        "txt/bbc/b.txt",
    ]


def test_what_a_file_is(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree.parent)
    (file,) = discover(["news/txt/bbc/../bbc/b.txt"])
    assert (file.path, file.root, file.folder, file.n_bytes) == (
        tree / "txt/bbc/b.txt",
        tree / "txt/bbc",
        None,
        len("news/txt/bbc/b.txt"),
    )


def test_each_file_once_whatever_the_order(tree: Path) -> None:
    sources = [str(tree / "txt" / "bbc"), str(tree), str(tree / "d.csv")]
    found = discover(sources)
    assert found == discover(sources[::-1]) == discover([str(tree)])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.csv", ["d.csv"]),
        ("**/*.txt", ["my-lake-notes/snapshots/f.txt", "txt/bbc/2020/a.txt", "txt/bbc/b.txt"]),
        ("txt/**", ["txt/bbc/2020/a.txt", "txt/bbc/b.txt"]),
        ("t?t/b*", ["txt/bbc/2020/a.txt", "txt/bbc/b.txt"]),
        ("[dx].csv", ["d.csv"]),
        ("[!t]*/**/*.json", ["reuters/2020-12/c.json"]),
        (".h*", [".hidden.txt"]),
    ],
)
def test_patterns(tree: Path, pattern: str, expected: list[str]) -> None:
    assert names([str(tree / pattern)], tree) == expected


def test_root_and_folder_of_a_pattern(tree: Path) -> None:
    (file,) = discover([str(tree / "*" / "2020-12" / "*.json")])
    assert (file.root, file.folder) == (tree, "reuters")


def test_name_with_wildcard_characters_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    assert names([str(tmp_path / "a[1].txt")], tmp_path) == ["a[1].txt"]


def test_home_folder(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tree))
    assert names(["~/d.csv"], tree) == ["d.csv"]


def test_hidden_file_that_is_named(tree: Path) -> None:
    assert names([str(tree / ".hidden.txt")], tree) == [".hidden.txt"]


@pytest.mark.parametrize("source", ["nothing.txt", "*.nothing", "nowhere/*.txt", "[z-a].txt", "lake"])
def test_source_that_leads_to_nothing(tree: Path, source: str) -> None:
    with pytest.raises(DiscoveryError) as caught:
        discover([str(tree), str(tree / source)])
    assert str(tree / source) in str(caught.value)


def test_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert discover([str(tmp_path)]) == []


def test_links(tree: Path) -> None:
    (tree / "loop").symlink_to(tree, target_is_directory=True)
    (tree / "gone.txt").symlink_to(tree / "nowhere")
    (tree / "z.csv").symlink_to(tree / "d.csv")
    (tree / "round.txt").symlink_to(tree / "round.txt")
    os.mkfifo(tree / "pipe")
    found = {file.path.name: file.n_bytes for file in discover([str(tree)])}
    assert found == {
        "a.txt": 23,
        "b.txt": 18,
        "c.json": 27,
        "d.csv": 10,
        "f.txt": 34,
        "gone.txt": 0,
        "round.txt": 0,
        "z.csv": 10,
    }


def test_link_that_is_given_and_pipe(tree: Path) -> None:
    (tree / "gone.txt").symlink_to(tree / "nowhere")
    with pytest.raises(DiscoveryError, match="There is no file or folder"):
        discover([str(tree / "gone.txt")])
    os.mkfifo(tree / "pipe")
    with pytest.raises(DiscoveryError, match="neither a file nor a folder"):
        discover([str(tree / "pipe")])


@contextmanager
def without_privileges() -> Iterator[None]:
    """Run as a user for whom file modes count, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    for folder in (tmp_path, *list(tmp_path.parents)[:3]):
        folder.chmod(0o755)
    closed.chmod(0)
    try:
        with without_privileges(), pytest.raises(DiscoveryError, match="closed cannot be listed"):
            discover([str(tmp_path)])
        with without_privileges(), pytest.raises(DiscoveryError, match="cannot be looked at"):
            discover([str(closed / "a.txt")])
    finally:
        closed.chmod(0o755)


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("a.txt", None),
        ("bbc/a.txt", "bbc"),
        ("txt/BBC News/2020/a.txt", "BBC News"),
        ("TXT/2020/12/2020-12-21/a.txt", None),
        ("2020_dec/dec/21-Dec/week12/q1/part-3/The Harbour Times/a.txt", "The Harbour Times"),
        ("raw/articles/7news/a.txt", "7news"),
    ],
)
def test_folder_that_may_name_the_outlet(path: str, folder: str | None) -> None:
    root = Path("/somewhere")
    assert outlet_folder(root / path, root) == folder


def test_fingerprints(tmp_path: Path) -> None:
    paths = []
    for index, content in enumerate([b"one", b"two", b"one", b"", b"x" * 3_000_000] * 60):
        path = tmp_path / f"{index:03}"
        path.write_bytes(content if index < 5 else content[:9])
        paths.append(path)
    keys = fingerprint(paths)
    assert len(keys) == 300
    assert keys[0] == keys[2] == keys[5] == blake2b(b"one", digest_size=10).hexdigest()
    assert len({keys[0], keys[1], keys[3], keys[4], keys[9]}) == 5
    assert fingerprint(paths[::-1]) == keys[::-1]
    assert fingerprint([]) == []


def test_fingerprint_of_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    gone, folder = fingerprint([tmp_path / "gone", tmp_path])
    assert fingerprint([tmp_path / "gone too"]) == [gone]
    assert gone != folder
    assert len(gone) == 20
