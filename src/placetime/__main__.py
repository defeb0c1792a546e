"""`python -m placetime` and the `placetime` command."""

from placetime.cli import main

if __name__ == "__main__":
    main()
