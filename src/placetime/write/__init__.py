"""One module a format: creates the files of `outputs/`."""
