"""What shows: marks, labels, the one rule of time, and frames. How it is drawn is the renderers' part."""
