"""Presets: runs, captions and scenes as data; `load` is the only code here."""
