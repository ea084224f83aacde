"""`python -m scamguard`."""

import sys

from scamguard.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
