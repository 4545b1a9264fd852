"""The cache gives back what was put, or nothing: never something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.files.cache import Cache


def test_gives_back_what_was_put(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get("key") is None
    cache.put("key", b"\x00data\n")
    assert cache.get("key") == b"\x00data\n"


def test_makes_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    made = [cache.text("key", lambda number=number: f"né {number}") for number in (1, 2)]
    assert made == ["né 1", "né 1"]


@pytest.mark.parametrize("kept", [0, 10, 33, 36])
def test_a_truncated_file_is_made_anew(tmp_path: Path, kept: int) -> None:
    cache = Cache(tmp_path)
    cache.put("key", b"something")
    whole = (tmp_path / "key").read_bytes()
    assert kept < len(whole)
    (tmp_path / "key").write_bytes(whole[:kept])
    assert cache.get("key") is None
    assert cache.bytes("key", lambda: b"new") == b"new"


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.put("key", b"something")
    assert cache.get("key") is None


def test_what_cannot_be_kept_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert Cache(tmp_path).bytes("key", lambda: b"made") == b"made"
    assert list(tmp_path.iterdir()) == []
