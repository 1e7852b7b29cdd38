"""Expressions over a training step, as a debugger's watchpoints and watches: a small language of our own, no Python."""
