"""`python -m mcda`: the actions of the pages from a shell."""

import sys

from mcda.cli import main

sys.exit(main())
