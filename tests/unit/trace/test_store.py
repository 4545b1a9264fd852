"""The store gives back what was kept, or nothing."""

from __future__ import annotations

from pathlib import Path

from generator.trace.store import LastBuild, Store, Trace


def test_parts_come_back_as_they_were(tmp_path: Path) -> None:
    brief = LastBuild({"a": "1"}, "c", "2026-01-01", 3, 0, 0, [], {"x": ("f", (1, 2, 3))})
    trace = Trace({"k:1": "d"}, {"x": ("k:1",)}, {"x": ()}, "t", {"base.html": "c"})
    Store(tmp_path, "engine", "public").write(brief, trace, [(("a.md",), b"a page")])
    again = Store(tmp_path, "engine", "public")
    assert again.read()
    assert (again.last(), again.trace(), again.pages()) == (brief, trace, [(("a.md",), b"a page")])
    again.read()
    again.write(LastBuild(commit="other"))
    once_more = Store(tmp_path, "engine", "public")
    assert once_more.read()
    assert (once_more.last().commit, once_more.trace()) == ("other", trace)


def test_other_options_have_a_store_of_their_own(tmp_path: Path) -> None:
    Store(tmp_path, "engine", "public", None).write(LastBuild(), Trace(), [])
    assert not Store(tmp_path, "engine", "public", "https://example.org/").read()
    assert Store(tmp_path, "engine", "public", None).read()


def test_another_version_is_no_store(tmp_path: Path) -> None:
    Store(tmp_path, "engine", "public").write(LastBuild(), Trace(), [])
    assert not Store(tmp_path, "another", "public").read()


def test_a_store_cut_anywhere_is_no_store(tmp_path: Path) -> None:
    kept = Store(tmp_path, "engine", "public")
    kept.write(LastBuild({"a": "1"}), Trace({"k:1": "d"}), [(("a.md",), b"a page")])
    whole = kept.path.read_bytes()
    for end in range(len(whole)):
        kept.path.write_bytes(whole[:end])
        assert not Store(tmp_path, "engine", "public").read(), end
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1
        kept.path.write_bytes(bytes(changed))
        assert not Store(tmp_path, "engine", "public").read(), at
