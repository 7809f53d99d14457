"""`python -m hjemveien` is the same as `hjemveien`."""

import sys

from hjemveien.cli import main

sys.exit(main())
