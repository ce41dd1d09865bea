"""Pictures of a cellcast result file; `scripts/plot.py` is the program."""
