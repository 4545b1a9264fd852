"""Parsed pages in bytes: they come back, and an edit packs one batch again and no other."""

from __future__ import annotations

from generator.build import batches
from generator.build.pages import Parsed
from generator.model.site import Locale

EN = Locale(code="en", tag="en-CA", name="English")
COUNT = 2 * batches.SIZE + batches.SIZE // 2
PAGES = {f"content/en/{n:03}.md": Parsed(str(n), EN) for n in range(COUNT)}


def test_pages_come_back_in_their_order() -> None:
    packed = batches.packed(PAGES)
    assert [len(names) for names, _ in packed] == [batches.SIZE, batches.SIZE, batches.SIZE // 2]
    assert list(batches.unpacked(packed).items()) == list(PAGES.items())


def test_an_edit_packs_its_batch_and_no_other() -> None:
    packed = batches.packed(PAGES)
    before = batches.unpacked(packed)
    now = before | {"content/en/150.md": Parsed("edited", EN)}
    kept = batches.unchanged(packed, before, now)
    assert kept == [packed[0], packed[2]]
    after = batches.completed(kept, now)
    assert after[:2] == kept
    assert batches.unpacked(after) == now


def test_small_batches_are_packed_together() -> None:
    left = [(names, data) for name in PAGES for names, data in batches.packed({name: PAGES[name]})]
    before = batches.unpacked(left)
    assert batches.unchanged(left, before, before) == []


def test_a_page_that_is_gone_is_in_no_batch() -> None:
    packed = batches.packed(PAGES)
    before = batches.unpacked(packed)
    now = {name: one for name, one in before.items() if name != "content/en/000.md"}
    after = batches.completed(batches.unchanged(packed, before, now), now)
    assert batches.unpacked(after) == now
