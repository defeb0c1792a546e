"""Time-lapses of one workload by placetime and by the ways that people take today."""
