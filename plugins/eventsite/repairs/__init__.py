"""Repairs of the content that are safe: what was pasted or saved wrongly is put right, and no word is lost.

    bytes ─encoding─▶ text ─words (asked first)─▶ letters, pasted, lines ─▶ text
    names of files ─names─▶ new names ─references─▶ every text that leads to them
                                                     all together: plan

Everything is pure; the disk's side is `site/repairing.py`, and what a person is asked `commands/fixing.py`.
"""
