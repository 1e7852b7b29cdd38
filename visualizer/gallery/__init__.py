"""All presets at a glance: cards with real pictures, searched by typing; and the box for a task of one's own."""
