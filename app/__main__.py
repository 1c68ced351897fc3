"""`python -m app` is the command line; people call it `bin/oppgaveark`."""

import sys

from app.cli import main

sys.exit(main())
