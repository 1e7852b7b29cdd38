"""The debugger's desk: source, pictures, inspector and bar around one moment of a training step."""
