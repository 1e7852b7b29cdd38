"""Which unit of a trained net knows what: probes, how well units follow them, and whether that may be a fluke."""
