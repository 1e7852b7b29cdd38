"""A training step of one unit on paper: a worksheet with blanks and its key, as PDF."""
