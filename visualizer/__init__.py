"""Show a lecture whose slides drive the engine: windows, views and everything else that knows of screens."""
